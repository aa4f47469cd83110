import { join } from 'node:path';
import { type ColumnMetadata, Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { writesOf } from './writes.ts';

/** Tables that hold nothing of any conversation. */
const impersonal = ['kysely_migration', 'kysely_migration_lock', 'settings'];

const key = 'embedded/directline/one';
const trace = 'a-trace-of-the-person';

type AnyTables = Record<string, Record<string, unknown>>;

/** A row for a table, whatever its columns are: of the conversation, and full of traces. */
const rowFor = (columns: readonly ColumnMetadata[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.map(({ name, dataType }) => [
      name,
      name === 'conversation' ? key : /char|text/i.test(dataType) ? JSON.stringify({ trace }) : 1,
    ]),
  );

/** What stays after "forget me": the id and the next position, and nothing of the person. */
const bareRow = 'conversations';
const forgetMe = '"forget me"';

const ways: Record<string, (store: Store, later: number) => Promise<unknown>> = {
  'it stayed idle': (store, later) => store.removeIdle(later, 10),
  'it was deleted': (store) => store.remove(key),
  [forgetMe]: (store) => store.commit(writesOf(key, { expectedVersion: 1, state: null, forget: true })),
};

// Tables are found, not listed, so that one added later is held to it as well.
it.each(Object.entries(ways))(
  'leaves no trace of a conversation in any table: %s [turn.retention, turn.forget, P4]',
  async (way, go) => {
    const clock = createFakeClock();
    const file = join(tempFolder(), 'store.db');
    const store = await openStore(`sqlite:${file}`, clock);
    const db = new Kysely<AnyTables>({ dialect: sqliteDialect(file) });
    const tables = (await db.introspection.getTables()).filter(({ name }) => !impersonal.includes(name));
    expect(tables.length).toBeGreaterThanOrEqual(4);
    for (const { name, columns } of tables) {
      expect(
        columns.map((column) => column.name),
        name,
      ).toContain('conversation');
      await db.insertInto(name).values(rowFor(columns)).execute();
    }
    /** The tables with a row of the conversation; the bare row counts when it says something. */
    const tellTale = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { name } of tables) {
        const { rows } = await sql`select * from ${sql.table(name)} where conversation = ${key}`.execute(db);
        const says = name === bareRow ? JSON.stringify(rows).includes(trace) : rows.length > 0;
        if (says) found.push(name);
      }
      return found;
    };
    expect(await tellTale()).toHaveLength(tables.length);
    await go(store, clock.now());
    expect(await tellTale()).toEqual([]);
    expect((await store.load(key, [])).row === undefined).toBe(way !== forgetMe);
    await db.destroy();
    await store.close();
  },
);
