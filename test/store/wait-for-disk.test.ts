import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { groupCommit } from '../../src/store/group-commit.ts';
import type { Schema } from '../../src/store/schema.ts';
import { sqliteDialect, waitForDisk } from '../../src/store/sqlite-dialect.ts';

const normal = 1;
const full = 2;

const synchronous = async (db: Kysely<Schema>): Promise<number | undefined> =>
  (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous;

it('waits for the disk with all that must outlast a loss of power, and with nothing else [turn.durable]', async () => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(':memory:') });
  const { whole, single } = groupCommit(db, {
    scrub: async () => undefined,
    waitForDisk: (waits) => waitForDisk(db, waits),
  });
  const look = async (transaction: Parameters<Parameters<typeof single>[0]>[0]) =>
    await synchronous(transaction as Kysely<Schema>);

  expect(await whole(look)).toBe(full);
  expect(await single(look, true)).toBe(normal);
  expect(await whole(look)).toBe(full);
  expect(await single(look, true)).toBe(normal);
  expect(await single(look)).toBe(full);
  expect(await Promise.all([single(look, true), single(look, true)])).toEqual([normal, normal]);
  expect(await Promise.all([single(look, true), whole(look)])).toEqual([full, full]);
  await db.destroy();
});

it('takes no turn that it cannot wait for the disk with [turn.durable]', async () => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(':memory:') });
  let isBroken = false;
  const { whole, single } = groupCommit(db, {
    scrub: async () => undefined,
    waitForDisk: async () => {
      if (isBroken) throw new Error('no disk');
    },
  });
  await single(async () => undefined, true);
  isBroken = true;
  let written = false;
  const write = whole(async () => {
    written = true;
  });
  await expect(write).rejects.toThrow('no disk');
  expect(written).toBe(false);
  await db.destroy();
});
