import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { storeUnavailable } from './availability.ts';
import type { Heard, Notices } from './notices.ts';
import { connectionTo } from './postgres-dialect.ts';

export interface PostgresNoticesOptions {
  readonly url: string;
  readonly clock: Clock;
  /** Told of each loss of the connection. */
  readonly trouble: (error: unknown) => void;
}

const channel = 'latchkey_changes';
/** PostgreSQL takes less than 8,000 bytes. */
const payloadBytesAtMost = 7_500;
/** So many can wait for a connection; others are left to those who look for themselves. */
const waitingAtMost = 10_000;
const beatMs = 3_000;
const reconnectMs = 1_000;
const farewellMs = 500;

/**
 * Notices by LISTEN and NOTIFY, on a connection of its own and after the commits: a transaction that notifies holds a lock
 * of the whole database while it commits. Keys that have come together go in one statement.
 *
 * Everyone hears their own notices too, and one without keys goes out with every beat: when none has come back within a
 * beat, the connection is half open, or a pooler in between lets nobody listen.
 */
export function postgresNotices({ url, clock, trouble }: PostgresNoticesOptions): Notices {
  const own = randomUUID();
  const waiting = new Set<string>();
  let heard: Heard = () => undefined;
  /** The connection that is being made or used. */
  let current: pg.Client | undefined;
  let isListening = false;
  let isSending = false;
  let isEchoed = false;
  let cancel: (() => void) | undefined;
  let isClosed = false;

  const take = (payload = '[]'): void => {
    const [from, ...keys] = JSON.parse(payload) as string[];
    if (from === own) isEchoed = true;
    else if (keys.length > 0) heard(keys);
  };

  const lose = (client: pg.Client, error: unknown): void => {
    if (client !== current) return;
    current = undefined;
    isListening = false;
    isSending = false;
    cancel?.();
    // Not waited for: the end of a half-open connection never comes.
    client.end().catch(() => undefined);
    trouble(storeUnavailable(error));
    cancel = clock.after(reconnectMs, open);
  };

  const send = async (client: pg.Client): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      do {
        const keys = [...waiting];
        await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
          channel,
          payloadsOf(own, keys),
        ]);
        for (const key of keys) waiting.delete(key);
      } while (waiting.size > 0 && client === current);
      if (client === current) isSending = false;
    } catch (error) {
      lose(client, error);
    }
  };

  const beat = (client: pg.Client): void => {
    isEchoed = false;
    void send(client);
    cancel = clock.after(beatMs, () => {
      if (isEchoed) beat(client);
      else lose(client, new Error('No notice has come back.'));
    });
  };

  const open = (): void => {
    const client = new pg.Client(connectionTo(url));
    current = client;
    client.on('error', (error) => lose(client, error));
    client.on('end', () => lose(client, new Error('The connection has ended.')));
    client.on('notification', ({ payload }) => {
      if (client === current) take(payload);
    });
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(
        () => {
          if (client !== current) return;
          isListening = true;
          // What was told until now went unheard.
          heard(undefined);
          beat(client);
        },
        (error: unknown) => lose(client, error),
      );
  };

  return {
    tell(key) {
      if (isClosed || waiting.size >= waitingAtMost) return;
      waiting.add(key);
      // In the next round of the event loop: what is committed together is told together.
      setImmediate(() => {
        if (current && isListening && waiting.size > 0) void send(current);
      });
    },
    listen(listener) {
      heard = listener;
      if (!current && !isClosed) open();
    },
    async close() {
      isClosed = true;
      cancel?.();
      const client = current;
      current = undefined;
      if (!client) return;
      await Promise.race([
        client.end().catch(() => undefined),
        new Promise<void>((done) => clock.after(farewellMs, done)),
      ]);
    },
  };
}

/** Puts keys into as few payloads as can be, at least one, each behind the name of who sends it. */
export function payloadsOf(own: string, keys: readonly string[]): string[] {
  const payloads: string[] = [];
  let part: string[] = [own];
  let bytes = 0;
  for (const key of keys) {
    const more = Buffer.byteLength(JSON.stringify(key)) + 1;
    // Too long even alone: left to those who look for themselves.
    if (more > payloadBytesAtMost) continue;
    if (bytes + more > payloadBytesAtMost) {
      payloads.push(JSON.stringify(part));
      part = [own];
      bytes = 0;
    }
    part.push(key);
    bytes += more;
  }
  payloads.push(JSON.stringify(part));
  return payloads;
}
