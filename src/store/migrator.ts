import { type Kysely, Migrator } from 'kysely';
import { LatchkeyError } from '../errors.ts';
import { migrationProvider } from './migrations.ts';

/**
 * Brings the tables up to date. Of several processes that do so at the same moment one works and the others wait.
 *
 * @param ends whether to end the connections afterwards
 * @throws LatchkeyError `StoreUnusable`
 */
export async function bringUpToDate<T>(db: Kysely<T>, ends: boolean): Promise<void> {
  const { error } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest();
  if (ends) await db.destroy();
  if (error) {
    throw new LatchkeyError(
      'StoreUnusable',
      'The tables of the store could not be brought up to date.',
      'Check that the database is up, can be written to and was not made by a newer version of this program.',
      error,
    );
  }
}
