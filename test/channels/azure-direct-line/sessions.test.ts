import { randomBytes } from 'node:crypto';
import { setImmediate as nextRound } from 'node:timers/promises';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAzureSessions } from '../../../src/channels/azure-direct-line/sessions.ts';
import { HttpError, type HttpRequest, type HttpResponse } from '../../../src/channels/http.ts';
import { createLog } from '../../../src/insight/log.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

// The exchanges are those of Microsoft's pages "Authentication in Direct Line API 3.0" and "Reconnect to a conversation".

const origin = 'https://europe.directline.botframework.com';
const secret = 'RCurR_XV9ZA.cwA.BKA.the-secret-of-azure';
const token = 'RCurR_XV9ZA.cwA.BKA.a-token';
const retentionDays = 60;

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  expect(pending).toEqual([]);
});
afterAll(() => nock.enableNetConnect());

let clock: FakeClock;
let logged: string;
let starts: string[];
let handle: (request: HttpRequest) => Promise<HttpResponse>;

beforeEach(async () => {
  clock = createFakeClock();
  logged = '';
  starts = [];
  handle = await createAzureSessions({
    secret,
    origin,
    clock,
    allowedOrigins: ['https://www.example.com'],
    retentionDays,
    randomBytes,
    signingKey: 'a signing key of forty characters, no less',
    limits: {
      start: async (address) => void starts.push(address),
      post: async () => undefined,
    },
    log: createLog('trace', {
      write: (line) => {
        logged += line;
      },
    }),
  });
});

const call = (body: unknown = {}): Promise<HttpResponse> =>
  handle({
    method: 'POST',
    path: '/api/token',
    params: {},
    query: new URLSearchParams(),
    headers: {},
    body,
    remoteAddress: '192.0.2.1',
    clientAddress: '192.0.2.1',
    host: 'help.example.com',
    baseUrl: 'https://help.example.com/chat',
    receivedAt: clock.now(),
  });

/** Waits until `work` has ended, and lets time pass when that is in less than a second; or later, when nothing answers. */
async function inTime<T>(work: Promise<T>, withinMs = 1_000): Promise<T> {
  let ended = false;
  work
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  while (!ended) {
    await nextRound();
    const wait = (clock.next() ?? Number.POSITIVE_INFINITY) - clock.now();
    if (wait < withinMs) await clock.advance(wait);
  }
  return work;
}

/** What was thrown. The secret stands neither in it nor in the log. */
async function refusal(work: Promise<unknown>, withinMs?: number): Promise<HttpError> {
  const thrown: unknown = await inTime(work, withinMs).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof HttpError)) throw new Error('It was not refused.', { cause: thrown });
  expect(JSON.stringify(thrown) + thrown.message + logged).not.toContain(secret);
  return thrown;
}

const azure = () => nock(origin, { reqheaders: { authorization: `Bearer ${secret}` } });
const generates = () => azure().post('/v3/directline/tokens/generate');
const reconnects = (conversation = 'abc123') => azure().get(`/v3/directline/conversations/${conversation}`);
const given = { conversationId: 'abc123', token, expires_in: 1800 };

const begin = async () => {
  generates().reply(200, given);
  return (await call()).body as Record<string, string> & { resume: string };
};

describe('a session by way of Azure', () => {
  it('exchanges the secret for a token, with a user nobody can guess and the origins that may hold the chat [DL.azure]', async () => {
    let asked: { user: { id: string }; trustedOrigins: string[] } | undefined;
    generates().reply(200, (_, body) => {
      asked = body as typeof asked;
      return given;
    });
    const { status, body } = await call({ locale: 'de' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      conversationId: 'abc123',
      token,
      expires_in: 1800,
      domain: `${origin}/v3/directline`,
      userId: asked?.user.id,
    });
    expect(asked?.user.id).toMatch(/^dl_[\w-]{24}$/);
    expect(asked?.trustedOrigins).toEqual(['https://help.example.com', 'https://www.example.com']);
    expect(JSON.stringify(body) + logged).not.toContain(secret);
    expect((await begin())['userId']).not.toBe(asked?.user.id);
  });

  it('takes the same conversation up again by resume, as the same user, until the place is deleted [DL.azure, P6]', async () => {
    const { resume, userId } = await begin();
    for (let time = 0; time < 2; time += 1) {
      // No expires_in, as the page shows it.
      reconnects().reply(200, { conversationId: 'abc123', token: 'another', streamUrl: 'wss://…' });
      const { status, body } = await call({ resume });
      expect(status).toBe(200);
      expect(body).toMatchObject({ conversationId: 'abc123', token: 'another', expires_in: 1800, userId });
    }
    await clock.advance(retentionDays * 24 * 60 * 60_000 + 1_000);
    expect((await refusal(call({ resume }))).status).toBe(404);
  });

  it('does not ask Azure for a resume that was not made here [DL.azure]', async () => {
    const { resume } = await begin();
    for (const wrong of [
      '',
      'x',
      `${resume}x`,
      resume.slice(1),
      resume.replace(/^[^.]*/, 'e30'),
      'abc123.x',
    ]) {
      expect(await refusal(call({ resume: wrong }))).toMatchObject({ status: 404, code: 'BadArgument' });
    }
  });

  it.each([
    [404, { error: { code: 'BadArgument', message: 'Unknown conversation' } }],
    [400, { error: { code: 'MissingProperty', message: 'Missing user ID' } }],
    [403, { error: { code: 'BadArgument', message: 'Invalid token or secret' } }],
  ])('begins anew when Azure gives no token for the conversation: %i [DL.azure]', async (status, body) => {
    const { resume } = await begin();
    reconnects().reply(status, body);
    expect((await refusal(call({ resume }))).status).toBe(404);
    expect(logged).toContain('azureDirectLine.resumeRefused');
  });

  it('begins anew when Azure answers with another conversation [DL.azure]', async () => {
    const { resume } = await begin();
    reconnects().reply(200, { ...given, conversationId: 'another' });
    expect((await refusal(call({ resume }))).status).toBe(404);
  });

  it('counts each call against the limit of its address, for Azure counts them all [DL.azure]', async () => {
    const { resume } = await begin();
    reconnects().reply(200, given);
    await call({ resume });
    expect(starts).toEqual(['192.0.2.1', '192.0.2.1']);
  });
});

describe('a failure of Azure', () => {
  it.each([401, 403])(
    'is told to the operator when the secret is wrong: %i [DL.azure-fails]',
    async (status) => {
      generates().reply(status, { error: { code: 'BadArgument', message: 'Invalid token or secret' } });
      expect(await refusal(call())).toMatchObject({ status: 502, code: 'ServiceError' });
      expect(logged).toContain('azureDirectLine.refused');
      expect(logged).toContain('DIRECT_LINE_SECRET_AZURE');
    },
  );

  it.each([
    ['17', '17'],
    ['Fri, 31 Dec 2100 23:59:59 GMT', '5'],
    ['0', '5'],
    ['17\u00a0', '5'],
    [undefined, '5'],
  ])(
    'hands on what it says of when to come again, if it is seconds: %j [DL.azure-fails]',
    async (said, told) => {
      generates().reply(
        429,
        { error: { code: 'TooManyRequests' } },
        said === undefined ? {} : { 'Retry-After': said },
      );
      expect(await refusal(call())).toMatchObject({
        status: 429,
        code: 'TooManyRequests',
        headers: { 'Retry-After': told },
      });
    },
  );

  it.each([500, 502, 503, 504, 408])('is tried once more: %i [DL.azure-fails]', async (status) => {
    generates().reply(status);
    generates().reply(200, given);
    expect((await inTime(call())).status).toBe(200);
  });

  it('is 503 with Retry-After when it goes on [DL.azure-fails]', async () => {
    generates().times(2).reply(503);
    expect(await refusal(call())).toMatchObject({
      status: 503,
      code: 'ServiceError',
      headers: { 'Retry-After': '5' },
    });
    expect(logged).toContain('azureDirectLine.unreachable');
  });

  it('is given up well before the page stops waiting, when nothing comes [DL.azure-fails]', async () => {
    generates()
      .times(2)
      .reply(() => new Promise(() => undefined));
    const began = clock.now();
    expect((await refusal(call(), 60_000)).status).toBe(503);
    expect(clock.now() - began).toBeLessThan(15_000);
  });

  it.each([
    [
      'no connection',
      () =>
        generates()
          .times(2)
          .replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })),
    ],
    ['no JSON', () => generates().times(2).reply(200, '<html>', { 'Content-Type': 'text/html' })],
    ['no token', () => generates().times(2).reply(200, { conversationId: 'abc123' })],
    [
      'a token that is none',
      () =>
        generates()
          .times(2)
          .reply(200, { ...given, token: 7 }),
    ],
    [
      'another place to go to',
      () => generates().times(2).reply(302, '', { Location: 'https://elsewhere.example/' }),
    ],
  ])('is 503, and the secret goes nowhere else: %s [DL.azure-fails]', async (_, answerWith) => {
    answerWith();
    expect((await refusal(call())).status).toBe(503);
  });
});
