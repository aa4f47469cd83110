import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import { groupCommit } from './group-commit.ts';
import { openKyselyStore } from './kysely-store.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { postgresNotices } from './postgres-notices.ts';
import { emptyWriteAheadLog, sqliteDialect, waitForDisk } from './sqlite-dialect.ts';
import type { Store } from './store.ts';
import { separately } from './writing.ts';

const sqlitePrefix = 'sqlite:';

/**
 * Opens the store that `url` names.
 *
 * @param url `sqlite:` and the path of a file (its folder is made when missing), or `sqlite::memory:`; or the
 *   `postgres://` address of a database that any number of servers may share
 * @param trouble told of each connection to a database server that was lost; new ones are made by themselves
 * @throws LatchkeyError `StoreUnknown` for another kind of address, `StoreUnusable` when it cannot be opened
 */
export async function openStore(
  url: string,
  clock: Clock,
  trouble: (error: unknown) => void = () => undefined,
): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return await openPostgres(url, clock, trouble);
  if (url.startsWith(sqlitePrefix)) return await openSqlite(url.slice(sqlitePrefix.length), clock);
  throw unknown();
}

async function openPostgres(url: string, clock: Clock, trouble: (error: unknown) => void): Promise<Store> {
  return await openKyselyStore(postgresDialect({ url, trouble }), clock, {
    writing: separately,
    migrations: postgresDialect({ url, trouble, isPatient: true }),
    notices: postgresNotices({ url, clock, trouble }),
  });
}

async function openSqlite(file: string, clock: Clock): Promise<Store> {
  // Without a path SQLite would open a file of its own that is gone after a restart.
  if (file === '') throw unknown();
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return await openKyselyStore(sqliteDialect(file), clock, {
      writing: (db) =>
        groupCommit(db, {
          scrub: () => emptyWriteAheadLog(db),
          waitForDisk: (waits) => waitForDisk(db, waits),
        }),
    });
  } catch (error) {
    if (error instanceof LatchkeyError) throw error;
    throw new LatchkeyError(
      'StoreUnusable',
      'The database file could not be opened.',
      'Check that the path in DATABASE_URL is right and its folder can be written to.',
      error,
    );
  }
}

const unknown = (): LatchkeyError =>
  new LatchkeyError(
    'StoreUnknown',
    'DATABASE_URL names a kind of database that is not known.',
    'Use sqlite: and the path of a file, such as sqlite:./data/latchkey.db, or a postgres:// address.',
  );
