import { afterAll, beforeAll } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { aroundCalls } from './failpoints.ts';
import { emptyDatabase, newDatabase } from './postgres.ts';

/**
 * Gives simulated runs, one after another, a store on PostgreSQL: the same one, empty, under the clock of the run. Its calls
 * are done one at a time, in the order they came, so that the same run goes the same way again.
 */
export function sharedPostgresStore(): (clock: Clock) => Promise<Store> {
  let url: string;
  let store: Store;
  let running: Clock;
  beforeAll(async () => {
    url = await newDatabase();
    store = await openStore(url, {
      now: () => running.now(),
      after: (ms, action) => running.after(ms, action),
    });
  });
  afterAll(() => store.close());
  return async (clock) => {
    running = clock;
    await emptyDatabase(url);
    let last: Promise<unknown> = Promise.resolve();
    const inOrder = aroundCalls(store, (_, call) => (...args) => {
      const result = last.then(() => call(...args));
      last = result.catch(() => undefined);
      return result;
    });
    return { ...plain(inOrder, store), close: async () => undefined };
  };
}

/** The store's own calls, as plain properties: it is spread by those who watch it. */
const plain = (inOrder: Store, store: Store): Store =>
  Object.fromEntries(
    Object.keys(store).map((name) => [name, inOrder[name as keyof Store]]),
  ) as unknown as Store;
