import { type Dialect, Kysely, Migrator, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import {
  createConversation,
  loadConversation,
  readLog,
  removeConversation,
  writeTurn,
} from './conversations.ts';
import { groupCommit } from './group-commit.ts';
import { removeIdle, removeSeen } from './idle.ts';
import { migrationProvider } from './migrations.ts';
import { leaseMessages, nextDue, settleMessage } from './outbox.ts';
import { leaseReminders, nextReminder, settleReminder } from './reminders.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Opens a store on an SQL database and brings its tables up to date.
 *
 * @param scrub lets no trace of what was deleted lie about; must not throw
 * @throws LatchkeyError `StoreUnusable` when the tables cannot be brought up to date
 */
export async function openKyselyStore(
  dialect: Dialect,
  clock: Clock,
  scrub: (db: Kysely<Schema>) => Promise<void> = async () => undefined,
): Promise<Store> {
  const db = new Kysely<Schema>({ dialect });
  const { error } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw new LatchkeyError(
      'StoreUnusable',
      'The tables of the store could not be brought up to date.',
      'Check that the database can be written to and was not made by a newer version of this program.',
      error,
    );
  }
  const write = groupCommit(db, () => scrub(db));
  return {
    load: (key, ids) => loadConversation(db, key, ids),
    commit: (writes) => write((transaction) => writeTurn(transaction, writes, clock.now()), writes.forget),
    create: (key, resumeHash) =>
      write((transaction) => createConversation(transaction, key, resumeHash, clock.now())),
    async resumeHash(key) {
      const row = await db
        .selectFrom('conversations')
        .select('resume_hash')
        .where('conversation', '=', key)
        .executeTakeFirst();
      return row?.resume_hash ?? undefined;
    },
    remove: (key) => write((transaction) => removeConversation(transaction, key), true),
    removeIdle: (before, limit) => write((transaction) => removeIdle(transaction, before, limit), true),
    removeSeen: (before, limit) => write((transaction) => removeSeen(transaction, before, limit)),
    readLog: (key, after, limit) => readLog(db, key, after, limit),
    lease: (now, leaseMs, limit, only) =>
      write((transaction) => leaseMessages(transaction, now, leaseMs, limit, only)),
    settle: (message, outcome) => write((transaction) => settleMessage(transaction, message, outcome)),
    nextDue: () => nextDue(db),
    leaseReminders: (now, leaseMs, limit) =>
      write((transaction) => leaseReminders(transaction, now, leaseMs, limit)),
    settleReminder: (reminder, againAt) =>
      write((transaction) => settleReminder(transaction, reminder, againAt)),
    nextReminder: () => nextReminder(db),
    setting: (name, make) =>
      write(async (transaction) => {
        await transaction
          .insertInto('settings')
          .values({ name, value: make() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const kept = await transaction
          .selectFrom('settings')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirstOrThrow();
        return kept.value;
      }),
    async check() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
