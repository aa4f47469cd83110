import { once } from 'node:events';
import { join } from 'node:path';
import directLineJs from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { faultsOf } from '../support/direct-line-swagger.ts';
import { live, secret } from '../support/live-service.ts';
import { connectRealClient, stubBrowser } from '../support/real-client.ts';
import { tempFolder } from '../support/temp-folder.ts';

beforeAll(stubBrowser);
afterAll(() => {
  vi.unstubAllGlobals();
});

const databaseFile = (): string => `sqlite:${join(tempFolder(), 'latchkey.db')}`;

describe('the real bot', () => {
  it('says nothing but what the swagger has a definition of, in every language [DL.real-bot]', async () => {
    const service = await live(databaseFile());
    onTestFinished(service.stop);
    for (const locale of ['en', 'de', 'es']) {
      const started = await service.ask('POST', '/conversations', secret, { user: {}, locale });
      const path = `/conversations/${started.conversationId}/activities`;
      let watermark = '';
      let said = 0;
      for (let turn = 0; turn < 25; turn += 1) {
        const set = await service.ask('GET', `${path}?watermark=${watermark}`, started.token);
        expect(faultsOf(set, 'ActivitySet', ['activities', 'watermark'])).toEqual([]);
        watermark = set.watermark;
        said += set.activities.length;
        const actions = set.activities.at(-1)?.suggestedActions?.actions ?? [];
        if (actions.length === 0) break;
        // The last button is nearly always "no": the way on to the next step.
        const { value } = actions[turn % 4 === 0 ? 0 : actions.length - 1];
        await service.ask('POST', path, started.token, { type: 'message', text: value, from: { id: 'me' } });
      }
      expect(said, locale).toBeGreaterThan(10);
    }
  });
});

describe('a restart of the server', () => {
  it('leaves tokens, watermarks and the conversation good; the stream goes on where it was [DL.restart, P6]', async () => {
    const database = databaseFile();
    const first = await live(database);
    const started = await first.ask('POST', '/conversations', secret, { user: { id: 'me' } });
    const path = `/conversations/${started.conversationId}`;
    const { watermark } = await first.ask('GET', `${path}/activities`, started.token);
    const socket = new WebSocket(started.streamUrl);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await first.stop();
    expect((await closed)[0]).toBe(1001);

    const second = await live(database);
    onTestFinished(second.stop);
    await second.ask('POST', `${path}/activities`, started.token, { type: 'message', text: 'hello' });
    const again = await second.ask('GET', `${path}?watermark=${watermark}`, started.token);
    const resumed = new WebSocket(again.streamUrl);
    const [data] = await once(resumed, 'message');
    resumed.close();
    const set = JSON.parse(String(data));
    expect(set.activities[0]).toMatchObject({ text: 'hello', from: { id: 'me', role: 'user' } });
    expect(Number(set.watermark)).toBeGreaterThan(Number(watermark));
    const refreshed = await second.ask('POST', '/tokens/refresh', started.token);
    expect(refreshed.conversationId).toBe(started.conversationId);
  });

  it('is nothing that the real client loses or doubles a line by [DL.restart, DL.real-client-stream]', async () => {
    const database = databaseFile();
    const first = await live(database);
    const { port } = new URL(first.url);
    const session = await first.ask('POST', '/tokens/generate', secret);
    // The client draws how long it waits before it comes back, from 3 to 15 s; the least is enough here.
    const drawn = vi.spyOn(Math, 'random').mockReturnValue(0);
    onTestFinished(() => drawn.mockRestore());
    const client = connectRealClient({
      webSocket: true,
      session: { token: session.token, domain: `${first.url}/v3/directline` },
    });
    await client.until(1);
    await client.say('hello', 'one');
    await client.untilHeard((heard) => heard.some(({ replyToId }) => replyToId !== undefined));
    await first.stop();
    const second = await live(database, Number(port));
    onTestFinished(second.stop);
    // Said by another tab meanwhile; the client comes back by itself.
    const other = { type: 'message', text: 'meanwhile', channelData: { clientActivityID: 'two' } };
    const path = `/conversations/${session.conversationId}/activities`;
    await second.ask('POST', path, session.token, other);
    const { activities } = await second.ask('GET', path, session.token);
    await client.until(activities.length);
    expect(client.heard.map(({ id }) => id)).toEqual(activities.map(({ id }: { id: string }) => id));
    client.end();
  }, 40_000);
});

describe('the real client', () => {
  it('reads its user from the token, and lets no page set another [DL.real-client-user, DL.token-claims, DL.from-id]', async () => {
    const service = await live(databaseFile());
    onTestFinished(service.stop);
    const user = { id: 'dl_someone' };
    const { token } = await service.ask('POST', '/tokens/generate', secret, { user });
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    onTestFinished(() => warned.mockRestore());
    const client = new directLineJs.DirectLine({
      token,
      domain: `${service.url}/v3/directline`,
      webSocket: false,
    });
    client.setUserId('somebody-else');
    expect(warned.mock.calls.flat().join(' ')).toMatch(/already set in token/);
    client.end();
  });
});
