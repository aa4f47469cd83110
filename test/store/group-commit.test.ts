import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, it } from 'vitest';
import { openKyselyStore } from '../../src/store/kysely-store.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { failingDialect } from '../support/failing-dialect.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { linesOf, writesOf } from './writes.ts';

/** A store that counts its commits. */
async function countingStore(file = ':memory:') {
  const counts = { begin: 0, commit: 0 };
  const store = await openKyselyStore(
    failingDialect(sqliteDialect(file), (sql) => {
      if (sql === 'begin' || sql === 'commit') counts[sql] += 1;
    }),
    createFakeClock(),
  );
  Object.assign(counts, { begin: 0, commit: 0 });
  return { store, counts };
}

const keys = Array.from({ length: 50 }, (_, index) => `conversation ${index}`);

it('writes the turns that are ready together in one transaction', async () => {
  const { store, counts } = await countingStore();
  await Promise.all(keys.map((key) => store.commit(writesOf(key))));
  expect(counts).toEqual({ begin: 1, commit: 1 });
  await store.close();
});

it('refuses a poisoned write alone, and writes those around it [turn.whole]', async () => {
  const { store } = await countingStore();
  const results = await Promise.allSettled(
    keys.map((key, index) =>
      store.commit(
        writesOf(key, {
          log: linesOf(1),
          seen: [{ id: index === 20 ? 'NUL \0 in an id' : 'id', answer: null }],
        }),
      ),
    ),
  );
  const refused = results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
  expect(refused).toEqual([20]);
  expect(results[20]).toMatchObject({ reason: { code: 'BindRefused' } });
  for (const [index, key] of keys.entries()) {
    const { row } = await store.load(key, []);
    expect(row?.version).toBe(index === 20 ? undefined : 1);
    expect(await store.readLog(key, 0, 10)).toEqual(index === 20 ? [] : linesOf(1));
  }
  await store.close();
});

it('keeps the order of the writes in a group', async () => {
  const { store } = await countingStore();
  const versions = [0, 1, 2, 3];
  const results = await Promise.all(
    versions.map((expectedVersion) =>
      store.commit(writesOf('a', { expectedVersion, state: { expectedVersion } })),
    ),
  );
  expect(results).toEqual(versions.map(() => 'committed'));
  expect((await store.load('a', [])).row).toMatchObject({ version: 4, state: { expectedVersion: 3 } });
  await store.close();
});

it('refuses a whole group at once when the file is locked, and serves again when it is free', async () => {
  const file = join(tempFolder(), 'store.db');
  const { store, counts } = await countingStore(file);
  const other = new Libsql(file);
  other.exec('begin immediate');
  const results = await Promise.allSettled(keys.map((key) => store.commit(writesOf(key))));
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect(counts.begin).toBe(1);
  other.exec('rollback');
  other.close();
  expect(await store.commit(writesOf('a'))).toBe('committed');
  await store.close();
});
