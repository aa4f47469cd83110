import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import { openKyselyStore } from './kysely-store.ts';
import { emptyWriteAheadLog, sqliteDialect } from './sqlite-dialect.ts';
import type { Store } from './store.ts';

const sqlitePrefix = 'sqlite:';

/**
 * Opens the store that `url` names.
 *
 * @param url `sqlite:` and the path of a file (its folder is made when missing), or `sqlite::memory:`
 * @throws LatchkeyError `StoreUnknown` for another kind of address, `StoreUnusable` when it cannot be opened
 */
export async function openStore(url: string, clock: Clock): Promise<Store> {
  const file = url.slice(sqlitePrefix.length);
  // Without a path SQLite would open a file of its own that is gone after a restart.
  if (!url.startsWith(sqlitePrefix) || file === '') {
    throw new LatchkeyError(
      'StoreUnknown',
      'DATABASE_URL names a kind of database that is not known.',
      'Use sqlite: and the path of a file, such as sqlite:./data/latchkey.db.',
    );
  }
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return await openKyselyStore(sqliteDialect(file), clock, emptyWriteAheadLog);
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
