import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CallOptions,
  type Service,
  secret,
  signingKey,
  startService,
} from '../../server/start-service.ts';

const base = '/v3/directline';
const trace = 'hunter2';
let service: Service;
let id: string;
let token: string;
let foreign: string;
let expired: string;

beforeAll(async () => {
  service = await startService();
  ({ conversationId: id, token } = (await service.call('POST', '/api/token', { body: {} })).body);
  await service.call('POST', `${base}/conversations`, { token });
  foreign = (await service.call('POST', '/api/token', { body: {} })).body.token;
  expired = await new SignJWT({ conv: id, user: 'dl_me' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('latchkey')
    .setAudience('latchkey/directline')
    .setIssuedAt(Math.floor(Date.now() / 1000) - 3600)
    .setExpirationTime(Math.floor(Date.now() / 1000) - 1800)
    .sign(new TextEncoder().encode(signingKey));
});
afterAll(() => service.close());

const activity = { type: 'message', text: `my password is ${trace}` };
type Case = [string, number, string, () => [string, string, CallOptions]];
const post = (options: CallOptions): [string, string, CallOptions] => [
  'POST',
  `${base}/conversations/${id}/activities`,
  { token, ...options },
];

const cases: Case[] = [
  ['malformed JSON', 400, 'BadSyntax', () => post({ body: `{"type":"message","text":"${trace}` })],
  ['text that is no JSON at all', 400, 'BadSyntax', () => post({ body: trace })],
  ['an empty body', 415, 'BadArgument', () => post({})],
  [
    'an empty body of type JSON',
    400,
    'BadSyntax',
    () => post({ headers: { 'content-type': 'application/json' } }),
  ],
  ['bytes that are no UTF-8', 400, 'BadSyntax', () => post({ body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) })],
  [
    'a body of 5 MB',
    413,
    'MessageSizeTooBig',
    () => post({ body: { ...activity, text: trace.repeat(750_000) } }),
  ],
  [
    'a body of 300 K characters',
    413,
    'MessageSizeTooBig',
    () => post({ body: { ...activity, text: 'x'.repeat(300_000) } }),
  ],
  [
    'a form',
    415,
    'BadArgument',
    () => post({ body: 'text=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  ],
  [
    'plain text',
    415,
    'BadArgument',
    () => post({ body: JSON.stringify(activity), headers: { 'content-type': 'text/plain' } }),
  ],
  [
    'another charset',
    415,
    'BadArgument',
    () => post({ body: activity, headers: { 'content-type': 'application/json; charset=utf-16' } }),
  ],
  ['a list of activities', 400, 'BadArgument', () => post({ body: [activity] })],
  ['an activity without a type', 400, 'MissingProperty', () => post({ body: { text: trace } })],
  [
    'a text that is an object',
    400,
    'BadArgument',
    () => post({ body: { ...activity, text: { [trace]: trace } } }),
  ],
  ['NUL in an id', 400, 'BadArgument', () => post({ body: { ...activity, from: { id: `${trace}\u0000` } } })],
  [
    'a list where an id is expected',
    400,
    'BadArgument',
    () => post({ body: { ...activity, channelData: { clientActivityID: [trace] } } }),
  ],
  ['an invoke', 400, 'BadArgument', () => post({ body: { type: 'invoke', name: 'x' } })],
  [
    'no authorization',
    401,
    'BadArgument',
    () => ['POST', `${base}/conversations/${id}/activities`, { body: activity }],
  ],
  [
    'another scheme',
    401,
    'BadArgument',
    () => ['GET', `${base}/conversations/${id}`, { headers: { authorization: `Basic ${trace}` } }],
  ],
  [
    'a bare token',
    401,
    'BadArgument',
    () => ['GET', `${base}/conversations/${id}`, { headers: { authorization: token } }],
  ],
  [
    'two tokens in one header',
    401,
    'BadArgument',
    () => [
      'GET',
      `${base}/conversations/${id}`,
      { headers: { authorization: `Bearer ${token}, Bearer ${token}` } },
    ],
  ],
  ['a token that is none', 403, 'BadArgument', () => post({ token: trace, body: activity })],
  ['a token of another conversation', 403, 'BadArgument', () => post({ token: foreign, body: activity })],
  ['an expired token', 403, 'TokenExpired', () => post({ token: expired, body: activity })],
  [
    'an unknown conversation',
    404,
    'BadArgument',
    () => [
      'POST',
      `${base}/conversations/unknown-conversation/activities`,
      { token: secret, body: activity },
    ],
  ],
  [
    'a conversation with NUL in its id',
    404,
    'BadArgument',
    () => ['GET', `${base}/conversations/a%00b/activities`, { token: secret }],
  ],
  [
    'a path with a broken escape',
    404,
    'BadArgument',
    () => ['GET', `${base}/conversations/%zz/activities`, { token: secret }],
  ],
  [
    'a watermark that is none',
    400,
    'BadArgument',
    () => ['GET', `${base}/conversations/${id}/activities?watermark=${trace}`, { token }],
  ],
  [
    'two watermarks',
    400,
    'BadArgument',
    () => ['GET', `${base}/conversations/${id}/activities?watermark=1&watermark=2`, { token }],
  ],
  ['an unknown address', 404, 'BadArgument', () => ['GET', `/v3/directline/${trace}`, { token }]],
  ['a verb that is not taken', 405, 'BadArgument', () => ['PUT', `${base}/conversations/${id}`, { token }]],
  [
    'token parameters that are a list',
    400,
    'BadArgument',
    () => ['POST', `${base}/conversations`, { token, body: [trace] }],
  ],
];

describe('bad input', () => {
  it.each(cases)(
    "%s is %i %s in the protocol's error shape [DL.bad-input, http.error-shape]",
    async (_, status, code, make) => {
      const [method, path, options] = make();
      const answer = await service.call(method, path, options);
      expect({ status: answer.status, body: answer.body }).toEqual({
        status,
        body: { error: { code, message: expect.any(String) } },
      });
      expect(JSON.stringify(answer.body)).not.toContain(trace);
    },
  );

  it('loses nothing, keeps nothing, and leaves no word in the log [DL.bad-input, P4]', async () => {
    const { body } = await service.call('GET', `${base}/conversations/${id}/activities`, { token });
    expect(body.activities.map((one: { text: string }) => one.text)).toEqual(['hello']);
    expect(service.logged()).not.toContain(trace);
    expect(service.logged()).not.toContain(token);
    expect(service.logged()).not.toMatch(/"status":5\d\d/);
  });
});
