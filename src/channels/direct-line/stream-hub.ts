import type { Clock } from '../../clock.ts';
import type { Log } from '../../insight/log.ts';
import type { Line, Store } from '../../store/store.ts';
import type { Socket } from '../http.ts';
import { formatWatermark } from './watermark.ts';

/** Holds the open sockets of all conversations, and sends each what it has not seen yet. */
export interface StreamHub {
  /** Takes over an open socket; replays what stands after position `after`, then goes on live. */
  attach(key: string, socket: Socket, after: number): void;
  /** Says that a conversation may have something new. Returns at once. @param logged the newest lines, when they are at hand */
  wake(key: string, logged?: readonly Line[]): void;
  /**
   * Looks whether other servers have moved conversations on, or deleted them: those of `keys` that have sockets here, or
   * all that do. One question of the store serves many. Done every few seconds without being asked, too.
   */
  catchUp(keys?: readonly string[]): Promise<void>;
  /** Closes the sockets of a conversation that is gone. */
  end(key: string): void;
  /** How many sockets are open. */
  readonly size: number;
  /** Closes every socket; clients come back to whoever serves then. */
  close(): void;
}

export interface StreamHubOptions {
  readonly store: Pick<Store, 'readLog' | 'lastPositions'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Two tabs that threw each other out every few seconds would be a plague; more than a few are a fault. */
const socketsAtMost = 5;
const linesAtOnce = 50;
const conversationsAtOnce = 500;
/** Proxies cut connections that are idle for a minute or less; a screen reader never hears an empty frame. */
const keepAliveMs = 15_000;
/** A frame that has not left for this long is waiting on a client that is gone. */
const stuckMs = 30_000;

const goingAway = 1001;
const normal = 1000;
const internalError = 1011;

interface Stream {
  readonly key: string;
  readonly socket: Socket;
  /** The watermark: the position of the last line sent. */
  after: number;
  pumping: boolean;
  /** Woken while pumping: there may be more. */
  again: boolean;
  open: boolean;
  /** Answered the last ping. */
  alive: boolean;
  /** When the frame now on its way was handed over; undefined when none is. */
  sendingSince: number | undefined;
}

export function createStreamHub({ store, clock, log }: StreamHubOptions): StreamHub {
  const streams = new Map<string, Stream[]>();
  let size = 0;
  let closed = false;
  let cancelTick: (() => void) | undefined;

  const drop = (stream: Stream): void => {
    if (!stream.open) return;
    stream.open = false;
    size -= 1;
    const rest = (streams.get(stream.key) ?? []).filter((other) => other !== stream);
    if (rest.length > 0) streams.set(stream.key, rest);
    else streams.delete(stream.key);
  };

  const shut = (stream: Stream, code: number, reason: string): void => {
    drop(stream);
    stream.socket.close(code, reason);
  };

  /** Of a client that is gone. When it comes back it tells its watermark, so nothing is lost. */
  const cut = (stream: Stream): void => {
    drop(stream);
    stream.socket.terminate();
  };

  /** One frame at a time: the next batch is not even read before this one has left (back-pressure). */
  const send = (stream: Stream, lines: readonly Line[], watermark: number): Promise<void> =>
    new Promise((resolve) => {
      const frame = { activities: lines.map((line) => line.activity), watermark: formatWatermark(watermark) };
      stream.sendingSince = clock.now();
      stream.socket.send(JSON.stringify(frame), (error) => {
        stream.sendingSince = undefined;
        if (error) cut(stream);
        resolve();
      });
    });

  /** The lines that come next: those at hand if they are, for then the store need not be asked. */
  const nextLines = async ({ key, after }: Stream, logged: readonly Line[]): Promise<readonly Line[]> =>
    logged[0]?.position === after + 1 ? logged : await store.readLog(key, after, linesAtOnce);

  const pump = async (stream: Stream, logged: readonly Line[] = []): Promise<void> => {
    if (stream.pumping) {
      stream.again = true;
      return;
    }
    stream.pumping = true;
    try {
      do {
        stream.again = false;
        const lines = await nextLines(stream, logged);
        const last = lines.at(-1);
        if (!last || !stream.open) continue;
        await send(stream, lines, last.position);
        stream.after = last.position;
        if (lines.length >= linesAtOnce) stream.again = true;
      } while (stream.again && stream.open);
    } catch (error) {
      // The client reconnects with its watermark, so nothing is lost.
      if (stream.open) log.error('stream.failed', error);
      shut(stream, internalError, 'try again');
    } finally {
      stream.pumping = false;
    }
  };

  const keepAlive = (stream: Stream): void => {
    const stuck = stream.sendingSince !== undefined && clock.now() - stream.sendingSince >= stuckMs;
    if (stuck || !stream.alive) {
      cut(stream);
      return;
    }
    stream.alive = false;
    stream.socket.ping();
    // The protocol's own keep-alive, an empty message; not behind a frame that has not left yet.
    if (stream.sendingSince === undefined) stream.socket.send('', () => undefined);
  };

  const end = (key: string): void => {
    for (const stream of streams.get(key) ?? []) shut(stream, normal, 'deleted');
  };

  const lookAt = async (keys: readonly string[]): Promise<void> => {
    const last = await store.lastPositions(keys);
    for (const key of keys) {
      const position = last.get(key);
      if (position === undefined) end(key);
      else for (const stream of streams.get(key) ?? []) if (stream.after < position) void pump(stream);
    }
  };

  const catchUp = async (asked?: readonly string[]): Promise<void> => {
    const keys = asked ? asked.filter((key) => streams.has(key)) : [...streams.keys()];
    try {
      for (let from = 0; from < keys.length && !closed; from += conversationsAtOnce) {
        await lookAt(keys.slice(from, from + conversationsAtOnce));
      }
    } catch (error) {
      // The sockets stay: the next look comes soon.
      log.error('stream.lookFailed', error);
    }
  };

  const tick = (): void => {
    cancelTick = undefined;
    for (const group of [...streams.values()]) for (const stream of group) keepAlive(stream);
    void catchUp();
    schedule();
  };

  const schedule = (): void => {
    if (size > 0 && !closed) cancelTick ??= clock.after(keepAliveMs, tick);
  };

  return {
    attach(key, socket, after) {
      const stream: Stream = {
        key,
        socket,
        after,
        pumping: false,
        again: false,
        open: true,
        alive: true,
        sendingSince: undefined,
      };
      size += 1;
      const group = [...(streams.get(key) ?? []), stream];
      streams.set(key, group);
      socket.on('pong', () => {
        stream.alive = true;
      });
      socket.on('close', () => drop(stream));
      socket.on('error', () => drop(stream));
      if (closed) {
        shut(stream, goingAway, 'stopping');
        return;
      }
      const [oldest] = group;
      if (oldest && group.length > socketsAtMost) shut(oldest, normal, 'collision');
      schedule();
      void pump(stream);
    },
    wake(key, logged) {
      for (const stream of streams.get(key) ?? []) void pump(stream, logged);
    },
    catchUp,
    end,
    get size() {
      return size;
    },
    close() {
      closed = true;
      cancelTick?.();
      for (const group of [...streams.values()])
        for (const stream of group) shut(stream, goingAway, 'stopping');
    },
  };
}
