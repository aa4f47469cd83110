import { beforeEach, describe, expect, it } from 'vitest';
import { createStreamHub, type StreamHub } from '../../../src/channels/direct-line/stream-hub.ts';
import type { Socket } from '../../../src/channels/http.ts';
import { silentLog } from '../../../src/insight/log.ts';
import type { Line } from '../../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

/** A socket that writes down what is done to it. */
class FakeSocket implements Socket {
  readonly frames: string[] = [];
  closed: string | undefined;
  terminated = false;
  pings = 0;
  answersPings = true;
  /** When false, frames pile up: `sent` is not called. */
  flowing = true;
  /** When true, no frame leaves. */
  breaks = false;
  readonly #listeners = new Map<string, () => void>();
  readonly #waiting: ((error?: Error) => void)[] = [];

  send(text: string, sent: (error?: Error | null) => void): void {
    this.frames.push(text);
    if (this.breaks) sent(new Error('EPIPE'));
    else if (this.flowing) sent();
    else this.#waiting.push(sent);
  }
  ping(): void {
    this.pings += 1;
    if (this.answersPings) this.#listeners.get('pong')?.();
  }
  close(code: number, reason: string): void {
    this.closed = `${code} ${reason}`;
  }
  terminate(): void {
    this.terminated = true;
  }
  on(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }
  flow(): void {
    this.flowing = true;
    for (const sent of this.#waiting.splice(0)) sent();
  }
  leave(): void {
    this.#listeners.get('close')?.();
  }
  get sets(): { activities: { n: number }[]; watermark: string }[] {
    return this.frames.filter((frame) => frame !== '').map((frame) => JSON.parse(frame));
  }
  get seen(): number[] {
    return this.sets.flatMap((set) => set.activities.map((activity) => activity.n));
  }
}

let clock: FakeClock;
let log: Line[];
let failing: boolean;
/** What was logged as a failure. */
let failures: string[];
/** The conversations asked after, question by question. */
let asked: (readonly string[])[];
let deleted: Set<string>;
let hub: StreamHub;

const write = (...positions: number[]): void => {
  log.push(...positions.map((position) => ({ position, activity: { n: position } })));
};
const attach = (after = 0): FakeSocket => {
  const socket = new FakeSocket();
  hub.attach('key', socket, after);
  return socket;
};

beforeEach(() => {
  clock = createFakeClock();
  log = [];
  failing = false;
  failures = [];
  asked = [];
  deleted = new Set();
  hub = createStreamHub({
    store: {
      readLog: async (_, after, limit) => {
        if (failing) throw new Error('no store');
        return log.filter((line) => line.position > after).slice(0, limit);
      },
      lastPositions: async (keys) => {
        asked.push(keys);
        if (failing) throw new Error('no store');
        return new Map(
          keys.filter((key) => !deleted.has(key)).map((key) => [key, log.at(-1)?.position ?? 0]),
        );
      },
    },
    clock,
    log: { ...silentLog, error: (event) => failures.push(event) },
  });
});

describe('a stream', () => {
  it('replays what stands after its watermark, then goes on live [DL.stream-replay]', async () => {
    write(1, 2, 3);
    const socket = attach(1);
    await clock.settle();
    expect(socket.sets).toEqual([{ activities: [{ n: 2 }, { n: 3 }], watermark: '3' }]);
    write(4);
    hub.wake('key');
    await clock.settle();
    expect(socket.sets.at(-1)).toEqual({ activities: [{ n: 4 }], watermark: '4' });
  });

  it('sends each line once, however often it is woken [DL.stream-replay]', async () => {
    const socket = attach();
    for (let n = 1; n <= 20; n += 1) {
      write(n);
      hub.wake('key');
      hub.wake('key');
    }
    await clock.settle();
    expect(socket.seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('sends the lines at hand without asking the store, unless it has not come so far [DL.stream-replay]', async () => {
    write(1);
    const [upToDate, behind] = [attach(1), attach(0)];
    await clock.settle();
    write(2, 3);
    failing = true;
    hub.wake('key', log.slice(1));
    await clock.settle();
    expect([upToDate.seen, behind.seen]).toEqual([
      [2, 3],
      [1, 2, 3],
    ]);
    hub.wake('key', [{ position: 5, activity: { n: 5 } }]);
    await clock.settle();
    expect([upToDate.closed, failures]).toEqual(['1011 try again', ['stream.failed', 'stream.failed']]);
  });

  it('sends a long log in batches, each with a watermark [DL.stream-watermark]', async () => {
    write(...Array.from({ length: 120 }, (_, index) => index + 1));
    const socket = attach();
    await clock.settle();
    expect(socket.sets.map((set) => set.watermark)).toEqual(['50', '100', '120']);
  });

  it('is given the next batch only when the last has left, and cut when it does not leave [DL.stream-back-pressure]', async () => {
    write(...Array.from({ length: 120 }, (_, index) => index + 1));
    const socket = new FakeSocket();
    socket.flowing = false;
    hub.attach('key', socket, 0);
    await clock.settle();
    expect(socket.sets).toHaveLength(1);
    socket.flow();
    await clock.settle();
    expect(socket.sets).toHaveLength(3);
    socket.flowing = false;
    write(121);
    hub.wake('key');
    await clock.advance(45_000);
    expect(socket.terminated).toBe(true);
    expect(hub.size).toBe(0);
  });

  it('is kept alive by pings and empty frames, and cut when no ping is answered [DL.stream-keep-alive]', async () => {
    const socket = attach();
    const gone = attach();
    gone.answersPings = false;
    await clock.advance(15_000);
    expect(socket.frames).toEqual(['']);
    expect(gone.terminated).toBe(false);
    await clock.advance(15_000);
    expect(socket.frames).toEqual(['', '']);
    expect(gone.terminated).toBe(true);
    expect(hub.size).toBe(1);
  });

  it('needs no timer when no socket is open', async () => {
    const socket = attach();
    socket.leave();
    await clock.advance(15_000);
    expect(clock.next()).toBeUndefined();
  });

  it('closes for another try when the store fails; nothing is skipped [DL.stream-replay]', async () => {
    failing = true;
    const socket = attach();
    await clock.settle();
    expect(socket.closed).toMatch(/^1011/);
    expect(hub.size).toBe(0);
  });

  it('is let go without a word when its client leaves in the middle of a frame', async () => {
    const socket = attach();
    socket.breaks = true;
    write(1);
    hub.wake('key');
    await clock.settle();
    expect(socket.terminated).toBe(true);
    expect(hub.size).toBe(0);
    expect(failures).toEqual([]);
  });

  it('of a conversation is one of five; the sixth closes the oldest with the reason collision [DL.stream-five-sockets]', async () => {
    const sockets = Array.from({ length: 6 }, () => attach());
    expect(sockets.map((socket) => socket.closed)).toEqual(['1000 collision', ...Array(5).fill(undefined)]);
    write(1);
    hub.wake('key');
    await clock.settle();
    expect(sockets.map((socket) => socket.seen)).toEqual([[], ...Array(5).fill([1])]);
  });

  it('closes when its conversation is deleted, others stay [DL.delete]', () => {
    const socket = attach();
    const other = new FakeSocket();
    hub.attach('other', other, 0);
    hub.end('key');
    expect(socket.closed).toBe('1000 deleted');
    expect(other.closed).toBeUndefined();
  });

  it('closes when the program stops, and so does one that comes later [http.stop]', () => {
    const socket = attach();
    hub.close();
    const late = attach();
    expect([socket.closed, late.closed]).toEqual(['1001 stopping', '1001 stopping']);
    expect(hub.size).toBe(0);
    expect(clock.next()).toBeUndefined();
  });
});

describe('what other servers write', () => {
  it('is sent at their word, once [cluster.sockets]', async () => {
    const socket = attach();
    write(1, 2);
    await Promise.all([hub.catchUp(['key']), hub.catchUp(['key', 'nobody here'])]);
    await clock.settle();
    expect(socket.seen).toEqual([1, 2]);
    await hub.catchUp();
    await clock.settle();
    expect(socket.sets).toHaveLength(1);
  });

  it('is found within seconds when no word of it came [cluster.sockets]', async () => {
    const socket = attach();
    await clock.settle();
    write(1);
    await clock.advance(15_000);
    expect(socket.seen).toEqual([1]);
  });

  it('costs one question for hundreds of conversations, and none for those without sockets here', async () => {
    for (let n = 0; n < 1200; n += 1) hub.attach(`key ${n}`, new FakeSocket(), 0);
    await hub.catchUp();
    expect(asked.map(({ length }) => length)).toEqual([500, 500, 200]);
    asked = [];
    await hub.catchUp(['key 7', 'nobody here']);
    expect(asked).toEqual([['key 7']]);
  });

  it('closes the sockets of a conversation that another server has deleted, and no other [DL.delete, cluster.sockets]', async () => {
    const socket = attach();
    const other = new FakeSocket();
    hub.attach('other', other, 0);
    deleted.add('key');
    await hub.catchUp(['key', 'other']);
    expect(socket.closed).toBe('1000 deleted');
    expect(other.closed).toBeUndefined();
  });

  it('is looked for again when the store was away; nobody is thrown out for that [cluster.away]', async () => {
    const socket = attach();
    await clock.settle();
    failing = true;
    write(1);
    await hub.catchUp();
    expect(socket.closed).toBeUndefined();
    failing = false;
    await clock.advance(15_000);
    expect(socket.seen).toEqual([1]);
  });
});
