import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../src/clock.ts';
import { type Service, startService } from '../../server/start-service.ts';

const base = '/v3/directline/conversations';
let ahead = 0;
let service: Service;
let id: string;
let token: string;
let streamUrl: string;

beforeAll(async () => {
  service = await startService({ clock: { ...systemClock, now: () => Date.now() + ahead } });
});
afterAll(() => service.close());
beforeEach(async () => {
  ahead = 0;
  ({ conversationId: id, token } = (await service.call('POST', '/api/token', { body: {} })).body);
  ({ streamUrl } = (await service.call('POST', base, { token })).body);
});

const say = (text: string) =>
  service.call('POST', `${base}/${id}/activities`, { token, body: { type: 'message', text } });

/** Opens a stream and collects the texts that come, until `count` have come. */
const listen = (url: string) => {
  const socket = new WebSocket(url);
  const sets: { activities: { text: string }[]; watermark: string }[] = [];
  socket.on('message', (data) => String(data) !== '' && sets.push(JSON.parse(String(data))));
  const texts = (): string[] => sets.flatMap((set) => set.activities.map((activity) => activity.text));
  const until = async (count: number): Promise<string[]> => {
    while (texts().length < count) await once(socket, 'message');
    return texts();
  };
  return { socket, sets, until };
};

/** What a refused handshake is answered with. */
const refusal = (url: string): Promise<{ status: number | undefined; body: unknown }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('open', () => reject(new Error('the socket opened')));
    socket.on('error', () => undefined);
    socket.on('unexpected-response', async (_, response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, body: JSON.parse(text) });
    });
  });

describe('the stream of a conversation', () => {
  it('replays what came between start and opening, then is live, always with a watermark [DL.stream-replay, DL.stream-watermark]', async () => {
    await say('one');
    const { until, sets, socket } = listen(streamUrl);
    expect(await until(3)).toEqual(['hello', 'one', 'turn 2: 3 characters']);
    await say('four');
    expect(await until(5)).toEqual(['hello', 'one', 'turn 2: 3 characters', 'four', 'turn 3: 4 characters']);
    for (const set of sets) expect(set.watermark).toMatch(/^\d+$/);
    socket.close();
  });

  it('goes on from the watermark after a reconnect [DL.reconnect, DL.stream-replay]', async () => {
    await say('one');
    const again = await service.call('GET', `${base}/${id}?watermark=1`, { token });
    const { until, socket } = listen(again.body.streamUrl);
    expect(await until(2)).toEqual(['one', 'turn 2: 3 characters']);
    socket.close();
  });

  it('opens once per address [DL.stream-token]', async () => {
    const { socket, until } = listen(streamUrl);
    await until(1);
    expect(await refusal(streamUrl)).toMatchObject({ status: 403, body: { error: { code: 'BadArgument' } } });
    socket.close();
  });

  it('does not open after a minute: 403 [DL.stream-token]', async () => {
    ahead = 61_000;
    expect(await refusal(streamUrl)).toMatchObject({
      status: 403,
      body: { error: { code: 'TokenExpired' } },
    });
  });

  it('does not open without a token, with an ordinary one, or for another conversation [DL.stream-token, DL.foreign-token]', async () => {
    const other = (await service.call('POST', '/api/token', { body: {} })).body.conversationId;
    expect((await refusal(streamUrl.replace(/&t=.*/, ''))).status).toBe(401);
    expect((await refusal(streamUrl.replace(/&t=.*/, `&t=${token}`))).status).toBe(403);
    expect((await refusal(streamUrl.replace(id, other))).status).toBe(403);
    expect((await refusal(streamUrl.replace('watermark=-', 'watermark=x'))).status).toBe(400);
  });

  it('is at its own address only; the voice stream is 404 [DL.no-voice-stream]', async () => {
    expect((await refusal(streamUrl.replace('/stream?', '/stream/multimodal?'))).status).toBe(404);
    expect((await refusal(`${service.url.replace('http', 'ws')}/`)).status).toBe(404);
    expect((await service.call('GET', `${base}/${id}/stream`)).status).toBe(400);
  });

  it('ignores what clients send, but for too much of it [DL.client-frames]', async () => {
    const { socket, until } = listen(streamUrl);
    await until(1);
    for (const frame of ['', '{"type":"message","text":"x"}', Buffer.from([0, 1, 2])]) socket.send(frame);
    await say('one');
    expect(await until(3)).toHaveLength(3);
    socket.send('x'.repeat(10_000));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  it('closes when the conversation is deleted [DL.delete]', async () => {
    const { socket, until } = listen(streamUrl);
    await until(1);
    const closed = once(socket, 'close');
    await service.call('DELETE', `${base}/${id}`, { token });
    expect(String((await closed)[1])).toBe('deleted');
  });

  it('keeps five sockets, each with its own watermark; the sixth closes the oldest [DL.stream-five-sockets]', async () => {
    const streams = [listen(streamUrl)];
    await streams[0]?.until(1);
    const closed = once(streams[0]?.socket as WebSocket, 'close');
    for (let n = 0; n < 5; n += 1) {
      const again = await service.call('GET', `${base}/${id}?watermark=`, { token });
      const stream = listen(again.body.streamUrl);
      await stream.until(1);
      streams.push(stream);
    }
    expect(String((await closed)[1])).toBe('collision');
    await say('one');
    await Promise.all(streams.slice(1).map((stream) => stream.until(3)));
    for (const { socket } of streams) socket.close();
  });
});
