import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { type Answer, type Service, secret, startService } from '../../server/start-service.ts';

const base = '/v3/directline';
let service: Service;
/** How far the service's clock is ahead, in ms. */
let ahead = 0;

beforeAll(async () => {
  service = await startService({ clock: { ...systemClock, now: () => Date.now() + ahead } });
});
afterAll(() => service.close());

const generate = (body?: unknown): Promise<Answer> =>
  service.call('POST', `${base}/tokens/generate`, { token: secret, body });
const start = (token: string, body?: unknown): Promise<Answer> =>
  service.call('POST', `${base}/conversations`, { token, body });
const reconnect = (id: string, token: string, query = ''): Promise<Answer> =>
  service.call('GET', `${base}/conversations/${id}${query}`, { token });
const activities = (id: string, token: string, query = ''): Promise<Answer> =>
  service.call('GET', `${base}/conversations/${id}/activities${query}`, { token });
const say = (id: string, token: string, text: string): Promise<Answer> =>
  service.call('POST', `${base}/conversations/${id}/activities`, {
    token,
    body: { type: 'message', text, from: { id: 'me' } },
  });
const watermarkIn = (answer: Answer): string | null =>
  new URL(answer.body.streamUrl).searchParams.get('watermark');

describe('tokens/generate', () => {
  it('gives a token of a new conversation and no stream; the bot is not told [DL.generate]', async () => {
    const { status, body } = await generate();
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['conversationId', 'expires_in', 'token']);
    expect(body.expires_in).toBe(1800);
    expect(decodeJwt(body.token)).toMatchObject({
      conv: body.conversationId,
      user: expect.stringMatching(/^dl_/),
    });
    expect((await activities(body.conversationId, body.token)).body.activities).toEqual([]);
  });

  it('takes a user whose id begins with dl_, and trusted origins, which it has no use for [DL.user-id]', async () => {
    const { body } = await generate({
      user: { id: 'dl_someone', name: 'x' },
      trustedOrigins: ['https://a.example'],
      eTag: 'x',
    });
    expect(decodeJwt(body.token)['user']).toBe('dl_someone');
    const longest = `dl_${'x'.repeat(100)}`;
    expect(decodeJwt((await generate({ user: { id: longest } })).body.token)['user']).toBe(longest);
  });

  it.each([
    { user: { id: 'someone' } },
    { user: { id: 'dl_' } },
    { user: { id: `dl_${'x'.repeat(101)}` } },
    { user: { id: 'dl_a b' } },
    { user: { id: 'dl_a@b.example' } },
    { user: { id: 7 } },
    { user: 'me' },
    { trustedOrigins: 'x' },
    [],
  ])('refuses %j with 400 [DL.user-id]', async (body) => {
    expect(await generate(body)).toMatchObject({ status: 400, body: { error: { code: 'BadArgument' } } });
  });

  it('takes the secret only: a token is 403, nothing is 401 [DL.generate]', async () => {
    const { token } = (await generate()).body;
    expect((await service.call('POST', `${base}/tokens/generate`, { token })).status).toBe(403);
    expect((await service.call('POST', `${base}/tokens/generate`, { token: 'wrong-secret' })).status).toBe(
      403,
    );
    expect((await service.call('POST', `${base}/tokens/generate`)).status).toBe(401);
  });

  it('is 403 for everyone when no secret is set [DL.generate]', async () => {
    const bare = await startService({ env: { DIRECT_LINE_SECRET: '' } });
    try {
      expect((await bare.call('POST', `${base}/tokens/generate`, { token: secret })).status).toBe(403);
      expect((await bare.call('POST', `${base}/tokens/generate`, { token: 'undefined' })).status).toBe(403);
    } finally {
      await bare.close();
    }
  });
});

describe('starting', () => {
  it('is 201 with one greeting, and 200 the second time [DL.start, DL.one-welcome]', async () => {
    const { conversationId, token } = (await generate()).body;
    const first = await start(token);
    expect(first).toMatchObject({
      status: 201,
      body: {
        conversationId,
        expires_in: 1800,
        token: expect.any(String),
        referenceGrammarId: expect.any(String),
      },
    });
    expect(first.body.streamUrl).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/.*\/stream\?/,
    );
    expect(watermarkIn(first)).toBe('-');
    expect(await start(first.body.token, {})).toMatchObject({ status: 200, body: { conversationId } });
    const { body } = await activities(conversationId, token);
    expect(body.activities.map((one: { text: string }) => one.text)).toEqual(['hello']);
  });

  it('twice at the same moment still greets once [DL.one-welcome]', async () => {
    const { conversationId, token } = (await generate()).body;
    const both = await Promise.all([start(token), start(token)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 201]);
    expect((await activities(conversationId, token)).body.activities).toHaveLength(1);
  });

  it('with the secret makes a conversation each time [DL.start]', async () => {
    const [one, other] = [await start(secret, { user: { id: 'me' } }), await start(secret)];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(one.body.conversationId).not.toBe(other.body.conversationId);
    expect(decodeJwt(one.body.token)['user']).toBe('me');
    expect(decodeJwt(other.body.token)['user']).toMatch(/^dl_/);
  });

  it('takes what the real client sends: a user without an id, and a language [DL.activity-locale]', async () => {
    const { token } = (await generate()).body;
    const { status, body } = await start(token, { user: {}, locale: 'fr-FR' });
    expect(status).toBe(201);
    expect(decodeJwt(body.token)['locale']).toBe('fr-FR');
  });

  it('keeps no user id that is more than an id [P4]', async () => {
    const { body } = await start(secret, { user: { id: 'jane@example.com' } });
    expect(decodeJwt(body.token)['user']).toMatch(/^user_[\w-]{22}$/);
  });
});

describe('refreshing', () => {
  it('gives another token of the same conversation and user [DL.refresh]', async () => {
    const { conversationId, token } = (await generate({ user: { id: 'dl_x' } })).body;
    const { status, body } = await service.call('POST', `${base}/tokens/refresh`, { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ conversationId, expires_in: 1800 });
    expect(decodeJwt(body.token)).toMatchObject({ conv: conversationId, user: 'dl_x' });
  });

  it('is for tokens that have not expired, and for tokens only [DL.refresh, DL.token-expired]', async () => {
    const { token } = (await generate()).body;
    expect((await service.call('POST', `${base}/tokens/refresh`, { token: secret })).status).toBe(403);
    ahead = 1_801_000;
    const late = await service.call('POST', `${base}/tokens/refresh`, { token });
    ahead = 0;
    expect(late).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
  });
});

it('every answer with a token says in expires_in how long it lasts: what is set [DL.token-claims]', async () => {
  const short = await startService({ env: { TOKEN_SECONDS: '10' } });
  onTestFinished(() => short.close());
  const { token, ...session } = (await short.call('POST', '/api/token', { body: {} })).body;
  const conversation = `${base}/conversations/${session.conversationId}`;
  const answers = [
    await short.call('POST', `${base}/tokens/generate`, { token: secret }),
    await short.call('POST', '/api/token', { body: { resume: session.resume } }),
    await short.call('POST', `${base}/conversations`, { token }),
    await short.call('POST', `${base}/tokens/refresh`, { token }),
    await short.call('GET', conversation, { token }),
  ];
  for (const { body } of answers) {
    const { exp = 0, iat = 0 } = decodeJwt(body.token);
    expect([body.expires_in, exp - iat]).toEqual([10, 10]);
  }
});

describe('reconnecting', () => {
  const begun = async () => {
    const { conversationId, token } = (await generate()).body;
    await start(token);
    await say(conversationId, token, 'one');
    return { id: conversationId as string, token: token as string };
  };

  it('gives a fresh token and a stream from the watermark on [DL.reconnect]', async () => {
    const { id, token } = await begun();
    const answer = await reconnect(id, token, '?watermark=2');
    expect(answer).toMatchObject({
      status: 200,
      body: { conversationId: id, expires_in: 1800, token: expect.any(String) },
    });
    expect(watermarkIn(answer)).toBe('2');
  });

  it.each(['?watermark=', '?watermark=-'])(
    'with an empty watermark replays from the start (%s) [DL.watermark-start]',
    async (query) => {
      const { id, token } = await begun();
      expect(watermarkIn(await reconnect(id, token, query))).toBe('-');
    },
  );

  it('without a watermark goes on from now [DL.reconnect-missing-is-now]', async () => {
    const { id, token } = await begun();
    expect(watermarkIn(await reconnect(id, token))).toBe('3');
  });

  it('with a watermark beyond the end goes on from the end [DL.watermark-beyond-end]', async () => {
    const { id, token } = await begun();
    expect(watermarkIn(await reconnect(id, token, '?watermark=999999'))).toBe('3');
  });

  it('with the secret gives a token that has a user too [DL.reconnect]', async () => {
    const { id } = await begun();
    expect(decodeJwt((await reconnect(id, secret)).body.token)['user']).toMatch(/^dl_/);
  });
});

describe("a conversation that is not the token's", () => {
  it('is 403 for every operation on it [DL.foreign-token]', async () => {
    const { conversationId } = (await generate()).body;
    const { token } = (await generate()).body;
    const path = `${base}/conversations/${conversationId}`;
    const answers = await Promise.all([
      reconnect(conversationId, token),
      activities(conversationId, token),
      say(conversationId, token, 'x'),
      service.call('DELETE', path, { token }),
      service.call('POST', `${path}/upload`, { token }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('deleting', () => {
  it('takes all of a conversation, which is 404 from then on [DL.delete, DL.unknown-conversation]', async () => {
    const { conversationId, token } = (await generate()).body;
    await start(token);
    const path = `${base}/conversations/${conversationId}`;
    expect((await service.call('DELETE', path, { token })).status).toBe(204);
    const after = await Promise.all([
      reconnect(conversationId, token),
      activities(conversationId, token),
      say(conversationId, token, 'x'),
      start(token),
      service.call('POST', `${base}/tokens/refresh`, { token }),
      service.call('DELETE', path, { token }),
      reconnect(conversationId, secret),
      reconnect('never%00was', secret),
    ]);
    for (const answer of after)
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'BadArgument' } } });
  });
});
