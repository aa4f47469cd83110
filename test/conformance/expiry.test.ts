import { once } from 'node:events';
import directLineJs from 'botframework-directlinejs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../src/clock.ts';
import { stubBrowser } from '../support/real-client.ts';
import { base, createWorld, message, pathOf, type Session, type World } from './direct-line-world.ts';

const minutes = 60_000;
/** How far the service's clock is ahead, in ms. */
let ahead = 0;
let world: World;
let session: Session;

beforeAll(async () => {
  stubBrowser();
  world = await createWorld({}, { ...systemClock, now: () => Date.now() + ahead });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await world.service.close();
});
beforeEach(async () => {
  ahead = 0;
  session = await world.begun();
});

const refresh = (token: string) => world.call('POST', `${base}/tokens/refresh`, { token });

describe('a token', () => {
  it('that has expired is 403 TokenExpired for every operation, and nothing is done [DL.token-expired]', async () => {
    ahead = 31 * minutes;
    const path = pathOf(session.conversationId);
    const asked: [string, string, object?][] = [
      ['POST', `${base}/tokens/refresh`],
      ['POST', `${base}/conversations`],
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`, message],
      ['POST', `${path}/upload`],
      ['DELETE', path],
    ];
    for (const [verb, address, body] of asked) {
      const answer = await world.call(verb, address, { token: session.token, body });
      expect(answer, address).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
    }
    ahead = 0;
    expect((await world.readAll(session))[0]?.activities).toHaveLength(1);
  });

  it('is refreshed in time as often as wanted, for hours, and the conversation goes on [DL.refresh]', async () => {
    let { token } = session;
    for (let n = 0; n < 8; n += 1) {
      ahead += 29 * minutes;
      const answer = await refresh(token);
      expect(answer.status).toBe(200);
      token = answer.body.token;
    }
    expect((await world.say({ ...session, token }, 'hello')).status).toBe(200);
    expect(await refresh(session.token)).toMatchObject({ body: { error: { code: 'TokenExpired' } } });
  });

  it('that expires leaves an open stream open [DL.stream-replay]', async () => {
    const socket = new WebSocket(session.streamUrl);
    await once(socket, 'message');
    const { token } = (await refresh(session.token)).body;
    ahead = 29 * minutes;
    const later = (await refresh(token)).body.token;
    ahead = 40 * minutes;
    const heard = once(socket, 'message');
    await world.say({ ...session, token: later }, 'hello');
    expect(JSON.parse(String((await heard)[0])).activities[0].text).toBe('hello');
    socket.close();
  });
});

it('the real client learns by a poll that its token has expired, and goes on with another [DL.token-expired, DL.real-client-polling]', async () => {
  const { DirectLine, ConnectionStatus } = directLineJs;
  const { conversationId, token } = session;
  const client = new DirectLine({
    domain: `${world.service.url}${base}`,
    token,
    conversationId,
    webSocket: false,
    pollingInterval: 200,
  });
  const heard: string[] = [];
  client.activity$.subscribe(
    (activity) => heard.push('text' in activity ? (activity.text ?? '') : ''),
    () => undefined,
  );
  onTestFinished(() => client.end());
  const reached = (status: number): Promise<void> =>
    new Promise((resolve) => {
      client.connectionStatus$.subscribe((now) => now === status && resolve());
    });
  await vi.waitFor(() => expect(heard).toEqual(['hello']), { timeout: 5000 });
  const expired = reached(ConnectionStatus.ExpiredToken);
  ahead = 31 * minutes;
  await expired;
  ahead = 29 * minutes;
  const fresh = (await refresh(token)).body.token;
  ahead = 31 * minutes;
  await world.say({ ...session, token: fresh }, 'still here');
  client.reconnect({ conversationId, token: fresh, expires_in: 1800, streamUrl: '' } as never);
  await vi.waitFor(() => expect(heard).toEqual(['hello', 'still here', 'turn 2: 10 characters']), {
    timeout: 5000,
  });
});
