import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Writing } from './writing.ts';

type Write<T> = (transaction: Transaction<Schema>) => Promise<T>;

interface Waiting {
  readonly write: Write<unknown>;
  readonly deletes: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets writes of different conversations that are ready together share one transaction, and so one wait for the disk.
 *
 * Each write stays whole: when one of a group fails, the group is rolled back and every write runs again in a
 * transaction of its own, so that only the failing one is refused. When no transaction can begin, all are refused.
 *
 * @param scrub lets no trace of what was deleted lie about; runs after a transaction that deletes, before the next begins;
 *   must not throw
 */
export function groupCommit(db: Kysely<Schema>, scrub: () => Promise<void> = async () => undefined): Writing {
  let waiting: Waiting[] = [];
  let running = false;

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    let begun = false;
    try {
      const results: unknown[] = [];
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

  const whole = <T>(write: Write<T>, deletes = false): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ write, deletes, resolve: resolve as (value: unknown) => void, reject });
      // Not at once: whatever else became ready in this round of the event loop joins the same transaction.
      if (!running) {
        running = true;
        setImmediate(() => void drain());
      }
    });
  return { whole, single: whole };
}
