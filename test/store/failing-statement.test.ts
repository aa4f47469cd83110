import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openKyselyStore } from '../../src/store/kysely-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import type { Store } from '../../src/store/store.ts';
import { failingDialect } from '../support/failing-dialect.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { linesOf, reference, writesOf } from './writes.ts';

/** Fails the `nth` statement from now on, once. */
function nthStatement() {
  let left = 0;
  let failed: string | undefined;
  return {
    arm: (nth: number) => {
      left = nth;
      failed = undefined;
    },
    failed: () => failed,
    before: (sql: string) => {
      left -= 1;
      if (left !== 0) return;
      failed = sql;
      throw new Error(`no ${sql}`);
    },
  };
}

const everything = async (store: Store, now: number) => ({
  loaded: await store.load('a', ['old', 'new']),
  log: await store.readLog('a', 0, 100),
  hash: await store.resumeHash('a'),
  outbox: await store.lease(now, 1, 10),
});

/** Makes a store with one conversation in it, in which the statements can be made to fail. */
async function filledStore(clock: ReturnType<typeof createFakeClock>) {
  const fault = nthStatement();
  const store = await openKyselyStore(failingDialect(sqliteDialect(':memory:'), fault.before), clock);
  await store.create('a', 'hash');
  await store.commit(
    writesOf('a', {
      expectedVersion: 1,
      reference,
      nextPosition: 4,
      seen: [{ id: 'old', answer: null }],
      log: linesOf(1, 2),
      outbox: linesOf(3),
    }),
  );
  return { fault, store };
}

it.each([false, true])(
  'leaves nothing of a turn whose n-th statement fails, whichever it is (forgetting: %s) [P5, turn.whole]',
  async (forget) => {
    const clock = createFakeClock();
    const statements: string[] = [];
    for (let nth = 1; ; nth += 1) {
      const { fault, store } = await filledStore(clock);
      const twin = await filledStore(clock);
      const turn = writesOf('a', {
        expectedVersion: 2,
        state: null,
        nextPosition: 7,
        seen: [{ id: 'new', answer: null }],
        log: linesOf(4, 5),
        outbox: linesOf(6),
        forget,
      });
      fault.arm(nth);
      const result = await store.commit(turn).catch(() => 'failed');
      const failed = fault.failed();
      fault.arm(0);
      if (failed === undefined) {
        expect(result).toBe('committed');
        break;
      }
      statements.push(failed);
      expect(result).toBe('failed');
      expect(await everything(store, clock.now())).toEqual(await everything(twin.store, clock.now()));
      expect(await store.commit(turn)).toBe('committed');
      await Promise.all([store.close(), twin.store.close()]);
    }
    expect(statements[0]).toBe('begin');
    expect(statements.at(-1)).toBe('commit');
    expect(statements).toHaveLength(forget ? 11 : 6);
  },
);

it('can be opened after an opening that was cut off at any statement [P6]', async () => {
  const clock = createFakeClock();
  const folder = tempFolder();
  for (let nth = 1; ; nth += 1) {
    const fault = nthStatement();
    const file = join(folder, `${nth}.db`);
    fault.arm(nth);
    const opened = await openKyselyStore(failingDialect(sqliteDialect(file), fault.before), clock).catch(
      (error: unknown) => error,
    );
    if (fault.failed() === undefined) {
      expect(nth).toBeGreaterThan(8);
      return (opened as Store).close();
    }
    expect(opened, String(fault.failed())).toMatchObject({ code: 'StoreUnusable' });
    const store = await openStore(`sqlite:${file}`, clock);
    expect(await store.commit(writesOf('a', { log: linesOf(1), outbox: linesOf(2) }))).toBe('committed');
    await store.close();
  }
});
