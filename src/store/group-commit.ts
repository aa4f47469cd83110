import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Writing } from './writing.ts';

type Write<T> = (transaction: Transaction<Schema>) => Promise<T>;

interface Waiting {
  readonly write: Write<unknown>;
  readonly deletes: boolean;
  readonly passing: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What is to be done about the file beneath a database. Must not throw. */
export interface Disk {
  /** Lets no trace of what was deleted lie about; runs after a transaction that deletes, before the next begins. */
  scrub(): Promise<void>;
  /** Says whether the transactions from now on wait until they lie on the disk. */
  waitForDisk(waits: boolean): Promise<void>;
}

const noDisk: Disk = { scrub: async () => undefined, waitForDisk: async () => undefined };

/**
 * Lets writes of different conversations that are ready together share one transaction, and so one wait for the disk.
 *
 * Each write stays whole: when one of a group fails, the group is rolled back and every write runs again in a
 * transaction of its own, so that only the failing one is refused. When no transaction can begin, all are refused.
 */
export function groupCommit(db: Kysely<Schema>, { scrub, waitForDisk }: Disk = noDisk): Writing {
  let waiting: Waiting[] = [];
  let running = false;
  let waits = true;

  /** One that must outlast a loss of power makes all of its group do so. */
  const setWaiting = async (group: readonly Waiting[]): Promise<void> => {
    const isNeeded = group.some(({ passing }) => !passing);
    if (isNeeded !== waits) await waitForDisk(isNeeded);
    waits = isNeeded;
  };

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    let begun = false;
    try {
      const results: unknown[] = [];
      await setWaiting(group);
      await db.transaction().execute(async (transaction) => {
        begun = true;
        for (const { write } of group) results.push(await write(transaction));
      });
      if (group.some(({ deletes }) => deletes)) await scrub();
      group.forEach(({ resolve }, index) => {
        resolve(results[index]);
      });
    } catch (error) {
      // Where no transaction can begin (the file is locked), each further try would hold up the whole process again.
      if (!begun || group.length === 1) for (const one of group) one.reject(error);
      else for (const one of group) await runGroup([one]);
    }
  };

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await runGroup(group);
    }
    running = false;
  };

  const add = <T>(write: Write<T>, deletes: boolean, passing: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ write, deletes, passing, resolve: resolve as (value: unknown) => void, reject });
      // Not at once: whatever else became ready in this round of the event loop joins the same transaction.
      if (!running) {
        running = true;
        setImmediate(() => void drain());
      }
    });
  return {
    whole: (write, deletes = false) => add(write, deletes, false),
    single: (write, passing = false) => add(write, false, passing),
  };
}
