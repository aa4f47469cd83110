import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { startPostgres } from '../../scripts/cluster/postgres.mjs';
import { type Clock, systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine } from '../../src/turn/engine.ts';
import type { TurnOutcome } from '../../src/turn/turn.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from '../support/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { inputOf } from '../support/tiny-bot.ts';

const key = 'home';
const clock: FakeClock = createFakeClock();
let proxy: TcpProxy;
let troubles: unknown[];

/** A store behind a wire that can be cut. */
async function openThrough(database: string, at: Clock = clock): Promise<Store> {
  const url = new URL(database);
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const store = await openStore(url.href, at, (error) => troubles.push(error));
  await store.create(key, null);
  onTestFinished(async () => {
    await store.close();
    await proxy.close();
  });
  return store;
}

/** Lets time go by, a little at a time, until `work` has settled. */
async function eventually<T>(work: Promise<T>): Promise<T> {
  let settled = false;
  const watched = work.finally(() => {
    settled = true;
  });
  watched.catch(() => undefined);
  while (!settled) {
    await pause(5);
    await clock.advance(50);
  }
  return await watched;
}

const say = (store: Store, id: string, at: Clock = clock): Promise<TurnOutcome> =>
  createTurnEngine({ store, clock: at, wake: () => undefined }).take(
    inputOf('embedded', key, { id, kind: 'message' }, at.now()),
  );

const echoes = async (store: Store): Promise<unknown[]> =>
  (await store.readLog(key, 0, 100)).flatMap(({ activity }) => activity['echo'] ?? []);

beforeEach(() => {
  troubles = [];
});

it.each([
  ['before the turn was committed', '"echo":"m2"'],
  ['when it was committed and nobody was told', 'commit'],
])('takes a turn once whose connection is cut %s [cluster.away, turn.once, P5]', async (_, statement) => {
  const store = await openThrough(await newDatabase());
  await say(store, 'm1');
  proxy.cutAfter(statement);
  expect(await eventually(say(store, 'm2'))).toMatchObject({ answer: { id: 'm2' } });
  expect(troubles).toHaveLength(1);
  await say(store, 'm3');
  expect(await echoes(store)).toEqual(['m1', 'm2', 'm3']);
});

it('finds out that no connection carries anything any more, and takes the turn on another [cluster.away, P5]', async () => {
  const store = await openThrough(await newDatabase(), systemClock);
  await Promise.all(['m1', 'm2', 'm3'].map((id) => say(store, id, systemClock)));
  expect(proxy.open).toBeGreaterThan(1);
  proxy.stall();
  expect(await say(store, 'm4', systemClock)).toMatchObject({ answer: { id: 'm4' } });
  expect((await echoes(store)).sort()).toEqual(['m1', 'm2', 'm3', 'm4']);
});

it('waits for a database that starts again, gives up on one that does not, and serves once it is back [cluster.away, turn.durable]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  const postgres = await startPostgres({ folder });
  onTestFinished(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const store = await openThrough(postgres.url);
  await say(store, 'm1');
  await store.check();

  await postgres.kill();
  await expect(store.check()).rejects.toMatchObject({ code: 'StoreUnavailable' });
  const waiting = say(store, 'm2');
  await pause(50);
  await postgres.start();
  expect(await eventually(waiting)).toMatchObject({ repeated: false });
  await store.check();

  await postgres.kill();
  await expect(eventually(say(store, 'm3'))).rejects.toMatchObject({ code: 'StoreUnavailable' });
  await expect(eventually(store.load(key, []))).rejects.toMatchObject({ code: 'StoreUnavailable' });
  await postgres.start();
  expect(await eventually(say(store, 'm3'))).toMatchObject({ answer: { id: 'm3' } });
  expect(await echoes(store)).toEqual(['m1', 'm2', 'm3']);
}, 30_000);
