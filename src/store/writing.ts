import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** How writes are made whole and durable. A write must have no effect but on the database it is given. */
export interface Writing {
  /** Does writes that belong together, all or none; `deletes` marks one that deletes what people have said. */
  whole<T>(write: (db: Transaction<Schema>) => Promise<T>, deletes?: boolean): Promise<T>;
  /**
   * Does a write of a single statement, or of several of which each may be done without those after it.
   *
   * @param passing true: it outlasts the process, but need not outlast a loss of power right after it
   */
  single<T>(write: (db: Kysely<Schema> | Transaction<Schema>) => Promise<T>, passing?: boolean): Promise<T>;
}

/**
 * Each in a transaction of its own, side by side on several connections. The database itself lets commits that come
 * together share one wait for the disk; and no conversation waits for another, nor do two of them for each other.
 */
export const separately = (db: Kysely<Schema>): Writing => ({
  whole: (write) => db.transaction().execute(write),
  single: (write) => write(db),
});
