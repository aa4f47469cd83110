import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { payloadsOf } from '../../src/store/postgres-notices.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ask, newDatabase } from '../support/postgres.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { linesOf, writesOf } from './writes.ts';

const clock = createFakeClock();
const beatMs = 3_000;
const reconnectMs = 1_000;
let url: string;
beforeAll(async () => {
  url = await newDatabase();
});

/** The database does its part in its own time. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1000) throw new Error('it did not come to that within 10 s');
    await pause(10);
  }
}

/** A server that listens; `heard` says what it was told, `any` for what it may have missed. */
async function startServer(at = url): Promise<{ store: Store; heard: string[]; troubles: unknown[] }> {
  const heard: string[] = [];
  const troubles: unknown[] = [];
  const store = await openStore(at, clock, (error) => troubles.push(error));
  onTestFinished(() => store.close());
  store.watch((keys) => heard.push(...(keys ?? ['any'])));
  await until(() => heard.length > 0);
  heard.length = 0;
  return { store, heard, troubles };
}

let made = 0;
const newKey = (): string => {
  made += 1;
  return `key ${made}`;
};
const talkIn = async (store: Store, key: string): Promise<void> => {
  await store.commit(writesOf(key, { nextPosition: 2, log: linesOf(1) }));
};

it('tells the other servers of every log that was written and of every conversation removed, and not itself [cluster.sockets]', async () => {
  const [mine, other, third] = [await startServer(), await startServer(), await startServer()];
  const keys = Array.from({ length: 300 }, newKey);
  await Promise.all(keys.map((key) => talkIn(mine.store, key)));
  await until(() => other.heard.length >= keys.length && third.heard.length >= keys.length);
  expect([...other.heard].sort()).toEqual([...keys].sort());
  other.heard.length = 0;
  await mine.store.remove(keys[0] ?? '');
  await until(() => other.heard.length > 0);
  expect(other.heard).toEqual([keys[0]]);
  expect(mine.heard).toEqual([]);
});

it('says nothing of a turn that has no log, nor of one that was not committed', async () => {
  const [mine, other] = [await startServer(), await startServer()];
  const key = newKey();
  await mine.store.commit(writesOf(newKey(), { outbox: linesOf(1) }));
  await mine.store.commit(writesOf(newKey(), { expectedVersion: 7, log: linesOf(1) }));
  await talkIn(mine.store, key);
  await until(() => other.heard.length > 0);
  expect(other.heard).toEqual([key]);
});

it('comes back after a lost connection, tells what it could not tell, and says that it may have missed something [cluster.sockets]', async () => {
  const proxy = await startTcpProxy(Number(new URL(url).port));
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const [mine, other] = [await startServer(through.href), await startServer()];
  proxy.cut();
  await until(() => mine.troubles.length > 0);
  const key = newKey();
  await talkIn(mine.store, key);
  expect(other.heard).toEqual([]);
  await clock.advance(reconnectMs);
  await until(() => other.heard.length > 0);
  expect(other.heard).toEqual([key]);
  expect(mine.heard).toEqual(['any']);
});

it('finds a half-open connection by its heartbeat, and makes another [cluster.sockets]', async () => {
  const proxy = await startTcpProxy(Number(new URL(url).port));
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const [mine, other] = [await startServer(through.href), await startServer()];
  // While it is alive a beat goes by without a word.
  await pause(50);
  await clock.advance(beatMs);
  await pause(50);
  expect(mine.troubles).toEqual([]);
  proxy.stall();
  await clock.advance(beatMs);
  await clock.advance(beatMs);
  await until(() => mine.troubles.length > 0);
  const key = newKey();
  await talkIn(other.store, key);
  await clock.advance(reconnectMs);
  await until(() => mine.heard.length > 0);
  expect(mine.heard[0]).toBe('any');
  const next = newKey();
  await talkIn(other.store, next);
  await until(() => mine.heard.includes(next));
});

it('leaves no connection behind when it is closed', async () => {
  const name = new URL(url).pathname.slice(1);
  const store = await openStore(url, clock);
  store.watch(() => undefined);
  await store.close();
  await until(() => true);
  const count = `select count(*)::int as open from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`;
  let open: unknown;
  for (let tries = 0; tries < 100 && open !== 0; tries += 1) {
    [{ open } = { open: undefined }] = await ask(url, count);
    await pause(10);
  }
  expect(open).toBe(0);
});

it('keeps every payload under what PostgreSQL takes, and leaves no key out but one that is too long itself', () => {
  const keys = Array.from(
    { length: 2000 },
    (_, index) => `embedded/directline/“${index}” 🔑 ${'x'.repeat(index % 90)}`,
  );
  const payloads = payloadsOf('me', [...keys, 'y'.repeat(9000)]);
  expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8000);
  const parts = payloads.map((payload) => JSON.parse(payload) as string[]);
  expect(parts.flatMap(([, ...part]) => part)).toEqual(keys);
  expect(new Set(parts.map(([from]) => from))).toEqual(new Set(['me']));
  expect(payloadsOf('me', [])).toEqual(['["me"]']);
});
