import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { secret } from '../server/start-service.ts';
import { faultsOf } from '../support/direct-line-swagger.ts';
import {
  base,
  createWorld,
  message,
  type Page,
  pathOf,
  type Session,
  type World,
} from './direct-line-world.ts';

let world: World;
let session: Session;
beforeAll(async () => {
  world = await createWorld({ RATE_POSTS_PER_MINUTE: '0' });
});
afterAll(() => world.service.close());
beforeEach(async () => {
  session = await world.begun();
});

/** Every operation on a conversation, as a caller with `token` would ask it. */
const operationsOn = ({ conversationId }: Session, token: string): [string, string, object][] => [
  ['GET', pathOf(conversationId), { token }],
  ['GET', `${pathOf(conversationId)}/activities`, { token }],
  ['POST', `${pathOf(conversationId)}/activities`, { token, body: message }],
  ['POST', `${pathOf(conversationId)}/upload`, { token }],
  ['DELETE', pathOf(conversationId), { token }],
];

const statuses = (asked: readonly [string, string, object][]): Promise<number[]> =>
  Promise.all(asked.map(async (one) => (await world.call(...one)).status));

/** What a refused handshake is answered with. */
const refusal = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('open', () => reject(new Error('the socket opened')));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => resolve(response.resume().statusCode));
  });

const streamTokenIn = (url: string): string => new URL(url).searchParams.get('t') ?? '';

/** Opens a stream and gives the sets that come until `count` activities have. */
const listen = async (url: string, count: number): Promise<Page[]> => {
  const socket = new WebSocket(url);
  const sets: Page[] = [];
  const heard = (): number => sets.flatMap(({ activities }) => activities).length;
  socket.on('message', (data) => String(data) !== '' && sets.push(JSON.parse(String(data))));
  while (heard() < count) await once(socket, 'message');
  socket.close();
  return sets;
};

describe('credentials', () => {
  it('are each for one thing: the secret is no token, a token no secret, and a stream token neither [DL.credentials]', async () => {
    const streamToken = streamTokenIn(session.streamUrl);
    const refresh = { path: `${base}/tokens/refresh`, asked: [secret, streamToken] };
    const generate = { path: `${base}/tokens/generate`, asked: [session.token, streamToken] };
    for (const { path, asked } of [refresh, generate]) {
      for (const token of asked) expect((await world.call('POST', path, { token })).status).toBe(403);
    }
    expect(await statuses(operationsOn(session, streamToken))).toEqual(Array(5).fill(403));
    for (const t of [secret, session.token])
      expect(await refusal(session.streamUrl.replace(/&t=.*/, `&t=${t}`))).toBe(403);
    expect(await refusal(session.streamUrl.replace(/&t=.*/, `&t=${encodeURIComponent('a b')}`))).toBe(403);
  });

  it('of another conversation open nothing of this one, whichever operation is asked [DL.foreign-token]', async () => {
    const { token, streamUrl } = await world.begun();
    expect(await statuses(operationsOn(session, token))).toEqual(Array(5).fill(403));
    expect(await refusal(session.streamUrl.replace(/&t=.*/, `&t=${streamTokenIn(streamUrl)}`))).toBe(403);
    expect((await world.readAll(session)).flatMap(({ activities }) => activities)).toHaveLength(1);
  });

  it('are refreshed by what was refreshed, and the older ones stay good [DL.refresh]', async () => {
    let { token } = session;
    for (let n = 0; n < 3; n += 1)
      token = (await world.call('POST', `${base}/tokens/refresh`, { token })).body.token;
    for (const one of [token, session.token])
      expect((await world.say({ ...session, token: one }, 'hello')).status).toBe(200);
  });

  it('that cannot be checked because the store fails refuse a stream with 500, and it opens later [DL.credentials]', async () => {
    expect(await world.failing('store', () => refusal(session.streamUrl))).toBe(500);
    expect(await listen(session.streamUrl, 1)).toHaveLength(1);
  });

  it('in the header count, whatever the case of the scheme, and in the query they do not [DL.credentials]', async () => {
    const headers = { authorization: `bearer ${session.token}` };
    expect((await world.call('GET', pathOf(session.conversationId), { headers })).status).toBe(200);
    const inQuery = `${pathOf(session.conversationId)}?t=${session.token}&access_token=${session.token}`;
    expect((await world.call('GET', inQuery)).status).toBe(401);
  });
});

describe('a conversation that was deleted', () => {
  it('is 404 for every operation and by every credential, its sockets close and none opens [DL.delete]', async () => {
    const again = await world.call('GET', `${pathOf(session.conversationId)}?watermark=`, session);
    const socket = new WebSocket(session.streamUrl);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    expect((await world.call('DELETE', pathOf(session.conversationId), session)).status).toBe(204);
    expect(String((await closed)[1])).toBe('deleted');
    expect(await statuses(operationsOn(session, session.token))).toEqual(Array(5).fill(404));
    expect(await statuses(operationsOn(session, secret))).toEqual(Array(5).fill(404));
    for (const path of [`${base}/tokens/refresh`, `${base}/conversations`])
      expect((await world.call('POST', path, session)).status).toBe(404);
    expect(await refusal(again.body.streamUrl)).toBe(404);
  });
});

describe('a long talk of several voices at once', () => {
  const talk = async (): Promise<string[]> => {
    const said = Array.from({ length: 45 }, (_, n) => `${n}`);
    const answers = await Promise.all(
      said.map((n) =>
        world.say(session, `word ${n}`, { channelData: { clientActivityID: `client ${n}`, other: n } }),
      ),
    );
    await world.say(session, 'the last');
    await world.call('POST', `${pathOf(session.conversationId)}/activities`, {
      token: session.token,
      body: { type: 'typing' },
    });
    return answers.map(({ body }) => body.id);
  };

  it('is paged until a page is empty, with the watermark of the page before [DL.poll]', async () => {
    await talk();
    const again = Array.from({ length: 20 }, (_, n) => world.say(session, `more ${n}`));
    await Promise.all(again);
    const pages = await world.readAll(session);
    expect(pages.map(({ activities }) => activities.length)).toEqual([100, 33, 0]);
    expect(pages.at(-1)?.watermark).toBe(pages.at(-2)?.watermark);
    const ids = pages.flatMap(({ activities }) => activities.map(({ id }) => id));
    expect(new Set(ids).size).toBe(133);
    for (const page of pages) expect(faultsOf(page, 'ActivitySet', ['activities', 'watermark'])).toEqual([]);
  });

  it('stands in one order: echo before its replies, times that only grow, nothing but what may be shown [DL.echo-first, DL.timestamps, DL.reply-to-visible, DL.typing-not-logged]', async () => {
    const posted = await talk();
    const log = (await world.readAll(session)).flatMap(({ activities }) => activities);
    const seen = new Set<string>();
    let before = '';
    for (const activity of log) {
      expect(activity.timestamp > before, `${activity.timestamp} after ${before}`).toBe(true);
      before = activity.timestamp;
      expect(['message', 'endOfConversation']).toContain(activity.type);
      expect(['user', 'bot']).toContain(activity.from.role);
      if (activity.replyToId !== undefined) expect(seen).toContain(activity.replyToId);
      seen.add(activity.id);
    }
    for (const [n, id] of posted.entries()) {
      const echo = log.find((activity) => activity.id === id);
      expect(echo).toMatchObject({ text: `word ${n}`, channelData: { clientActivityID: `client ${n}` } });
      const replies = log.filter(({ replyToId }) => replyToId === id);
      expect(replies.map(({ from }) => from.role)).toEqual(['bot']);
    }
  });

  it('comes over sockets with watermarks of their own, each set with one that is not empty [DL.stream-watermark, DL.stream-replay, DL.stream-five-sockets]', async () => {
    await talk();
    const from = async (watermark: string): Promise<string> =>
      (await world.call('GET', `${pathOf(session.conversationId)}?watermark=${watermark}`, session)).body
        .streamUrl;
    const [all, late, now] = [await from(''), await from('90'), await from('93')];
    const live = listen(now, 2);
    const [whole, rest] = await Promise.all([listen(all, 93), listen(late, 3)]);
    await world.say(session, 'now');
    const sets = [...whole, ...rest, ...(await live)];
    for (const set of sets) {
      expect(set.watermark).toMatch(/^[1-9]\d*$/);
      expect(faultsOf(set, 'ActivitySet', ['activities', 'watermark'])).toEqual([]);
      expect(set.activities.at(-1)?.id.endsWith(`|${set.watermark.padStart(7, '0')}`)).toBe(true);
    }
    expect(whole.at(-1)?.watermark).toBe('93');
    expect((await live).flatMap(({ activities }) => activities.map(({ text }) => text))[0]).toBe('now');
    expect(rest.flatMap(({ activities }) => activities)).toHaveLength(3);
  });
});

describe('an activity', () => {
  it('of endOfConversation halts nothing: what was said can be read, and a later message goes on [DL.end-of-conversation]', async () => {
    const end = { type: 'endOfConversation', code: 'completedSuccessfully' };
    const answer = await world.call('POST', `${pathOf(session.conversationId)}/activities`, {
      token: session.token,
      body: end,
    });
    expect(answer.status).toBe(200);
    const log = async () => (await world.readAll(session)).flatMap(({ activities }) => activities);
    expect((await log()).map(({ type }) => type)).toEqual(['message', 'endOfConversation', 'message']);
    expect((await world.say(session, 'hello again')).status).toBe(200);
    expect(await log()).toHaveLength(5);
    expect((await world.call('GET', pathOf(session.conversationId), session)).status).toBe(200);
  });

  it('of exactly 256 K characters is taken, one of a tenth more is 413 [http.body-limit]', async () => {
    const frame = JSON.stringify({ ...message, text: '' }).length;
    const text = (length: number): string => 'ü'.repeat(length - frame);
    expect((await world.say(session, text(256 * 1024))).status).toBe(200);
    expect(await world.say(session, text(282 * 1024))).toMatchObject({
      status: 413,
      body: { error: { code: 'MessageSizeTooBig' } },
    });
  });

  it('that loses to other servers at every attempt is 429: the protocol has no 503 [DL.busy]', async () => {
    const answer = await world.failing('conflict', () => world.say(session, 'hello'));
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

it('a poll while the whole store fails is an empty page, and the next one has missed nothing [DL.poll-never-fails]', async () => {
  const poll = (watermark: string) =>
    world.call('GET', `${pathOf(session.conversationId)}/activities?watermark=${watermark}`, session);
  await world.say(session, 'hello');
  const { status, body } = await world.failing('store', () => poll('1'));
  expect({ status, body }).toEqual({ status: 200, body: { activities: [], watermark: '1' } });
  expect((await poll(body.watermark)).body.activities).toHaveLength(2);
});

describe('a start at which the bot fails', () => {
  it('is 500, the log says so, and the next one greets [DL.start-fails]', async () => {
    const { token, conversationId } = await world.generated();
    const start = () => world.call('POST', `${base}/conversations`, { token });
    expect(await world.failing('bot', start)).toMatchObject({
      status: 500,
      body: { error: { code: 'BotError' } },
    });
    expect(world.service.logged()).toContain('directLine.greetingFailed');
    expect((await start()).status).toBe(201);
    const pages = await world.readAll({ ...session, token, conversationId });
    expect(pages[0]?.activities.map(({ text }) => text)).toEqual(['hello']);
  });
});
