import directLineJs, { type Activity, type DirectLine as Client } from 'botframework-directlinejs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import xhr2 from 'xhr2';
import { systemClock } from '../../../src/clock.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Service, startService } from '../../server/start-service.ts';

// The client's module is CommonJS: what it exports stands under the default.
const { ConnectionStatus, DirectLine } = directLineJs;

let store: Store;
let service: Service;
const clients: Client[] = [];

beforeAll(async () => {
  vi.stubGlobal('XMLHttpRequest', xhr2);
  vi.stubGlobal('WebSocket', WebSocket);
  store = await openStore('sqlite::memory:', systemClock);
  service = await startService({ store: () => store });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await service.close();
  await store.close();
});

interface Session {
  readonly token: string;
  readonly conversationId: string;
}
let session: Session;

beforeEach(async () => {
  session = (await service.call('POST', '/api/token', { body: {} })).body;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

/** Connects the real client and collects what it is given. */
const connect = (options: { webSocket: boolean } & Partial<Session>) => {
  const client = new DirectLine({ domain: `${service.url}/v3/directline`, pollingInterval: 200, ...options });
  clients.push(client);
  const heard: Activity[] = [];
  const statuses: number[] = [];
  let arrived = (): void => undefined;
  client.connectionStatus$.subscribe((status) => statuses.push(status));
  client.activity$.subscribe(
    (activity) => {
      heard.push(activity);
      arrived();
    },
    // `end` ends in an error by design; without a handler it would be thrown.
    () => undefined,
  );
  const texts = (): string[] => heard.map((activity) => ('text' in activity ? (activity.text ?? '') : ''));
  const until = async (count: number): Promise<string[]> => {
    while (heard.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    return texts();
  };
  const say = (text: string, id: string): Promise<string> =>
    new Promise((resolve, reject) =>
      client
        .postActivity({ type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID: id } })
        .subscribe(resolve, reject),
    );
  return { client, heard, statuses, until, say };
};

describe.each([
  ['over WebSocket [DL.real-client-stream]', true],
  ['over polling [DL.real-client-polling]', false],
])('the real client %s', (_, webSocket) => {
  it('is greeted, speaks, hears its echo under the id of its POST before the reply', async () => {
    const { until, say, heard, statuses } = connect({ webSocket, token: session.token });
    await until(1);
    const ids = [await say('one', 'a'), await say('three', 'b')];
    expect(await until(5)).toEqual(['hello', 'one', 'turn 2: 3 characters', 'three', 'turn 3: 5 characters']);
    expect([heard[1]?.id, heard[3]?.id]).toEqual(ids);
    expect(heard[1]).toMatchObject({ channelData: { clientActivityID: 'a' }, from: { role: 'user' } });
    expect(statuses).toContain(ConnectionStatus.Online);
  });

  it('that starts again with its conversation id and no watermark gets all of it again', async () => {
    const first = connect({ webSocket, token: session.token });
    await first.until(1);
    await first.say('one', 'a');
    first.client.end();
    const second = connect({ webSocket, ...session });
    expect(await second.until(3)).toEqual(['hello', 'one', 'turn 2: 3 characters']);
    await second.say('three', 'b');
    expect(await second.until(5)).toHaveLength(5);
  });

  it('that starts again with its token only is not greeted twice', async () => {
    await connect({ webSocket, token: session.token }).until(1);
    const second = connect({ webSocket, token: session.token });
    await second.say('one', 'a');
    expect(await second.until(3)).toEqual(['hello', 'one', 'turn 2: 3 characters']);
  });

  it('is told when what it sends is refused', async () => {
    const { until, client } = connect({ webSocket, token: session.token });
    await until(1);
    const refused = new Promise((resolve) =>
      client
        .postActivity({ type: 'message', text: 5 as unknown as string, from: { id: 'me' } })
        .subscribe(resolve, resolve),
    );
    expect(await refused).toMatchObject({ status: 400 });
  });
});
