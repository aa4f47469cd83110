import {
  type Dialect,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
} from 'kysely';
import Libsql from 'libsql';
import { checkBind } from './bind-guard.ts';
import type { Schema } from './schema.ts';

const pragmas = [
  // With synchronous=FULL, a commit that was answered survives the loss of power.
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  // What is deleted is overwritten: else "forget me" would leave the words in the file's free space.
  'secure_delete = ON',
];

/** Statements that stay prepared; there are some thirty different ones. */
const preparedAtMost = 200;

/**
 * Opens an SQLite file for Kysely by way of libsql, durable after each commit.
 *
 * @param file a path, or `:memory:`
 */
export function sqliteDialect(file: string): Dialect {
  const database = new Libsql(file, { timeout: busyTimeoutMs });
  for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`);
  const dialect = new SqliteDialect({ database: guarded(database) });
  return {
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createAdapter: () => new WholeMigrations(),
  };
}

/**
 * SQLite can change tables inside a transaction, though Kysely does not use it. So a migration that is cut off leaves
 * nothing behind that would stop the next start, and of two processes that open a new file only one makes the tables.
 */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Empties the write-ahead log into the file: until then it holds what was deleted, as it was before.
 * A reader in another process can keep it from that; the log is then emptied at the next occasion.
 */
export async function emptyWriteAheadLog(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined);
}

/**
 * Says whether commits wait until they lie on the disk. Those that do not are in the file all the same, and last when the
 * process dies; only a loss of power can take them, the latest first.
 */
export async function waitForDisk(db: Kysely<Schema>, waits: boolean): Promise<void> {
  await sql`pragma synchronous = ${sql.raw(waits ? 'full' : 'normal')}`.execute(db);
}

/** Short, since libsql waits for another process's lock on the event loop itself. */
const busyTimeoutMs = 250;

/** libsql behind the interface Kysely wants, with prepared statements kept and every bind checked. */
function guarded(database: Libsql.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    // Taking the write lock at once lets a turn wait for another process instead of failing half-way.
    const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
    return {
      reader: statement.reader,
      // One array, never spread: libsql takes a lone null or Buffer for an object of named parameters.
      all: (parameters) => statement.all(parameters.map(checkBind)),
      run: (parameters) => statement.run(parameters.map(checkBind)),
      iterate: (parameters) => statement.iterate(parameters.map(checkBind)),
    };
  };
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      // Some of them have their effect when they are prepared.
      if (sql.startsWith('pragma')) return statement;
      if (prepared.size < preparedAtMost) prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      database.close();
    },
  };
}
