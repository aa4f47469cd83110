import { type Dialect, Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { patiently } from './availability.ts';
import {
  createConversation,
  lastPositions,
  loadConversation,
  readLog,
  readResumeHash,
  removeConversation,
} from './conversations.ts';
import { groupCommit } from './group-commit.ts';
import { removeIdle, removeSeen } from './idle.ts';
import { bringUpToDate } from './migrator.ts';
import { type Notices, noNotices } from './notices.ts';
import { dueMessages, leaseMessage, nextDue, settleMessage } from './outbox.ts';
import { leaseReminders, nextReminder, settleReminder } from './reminders.ts';
import type { Schema } from './schema.ts';
import { keepSetting } from './settings.ts';
import type { Database } from './statement.ts';
import type { LeasedMessage, Store } from './store.ts';
import { writeTurn } from './turn-writes.ts';
import type { Writing } from './writing.ts';

export interface KyselyStoreOptions {
  /** How writes share transactions; all that are ready together share one unless told. */
  readonly writing?: (db: Kysely<Schema>) => Writing;
  /** Where the tables are brought up to date; on the same connections unless told. */
  readonly migrations?: Dialect;
  readonly notices?: Notices;
}

/** Longer than a database takes to start again. */
const patienceMs = 4_000;

/**
 * Opens a store on an SQL database and brings its tables up to date.
 *
 * @throws LatchkeyError `StoreUnusable` when the tables cannot be brought up to date
 */
export async function openKyselyStore(
  dialect: Dialect,
  clock: Clock,
  { writing = groupCommit, migrations, notices = noNotices }: KyselyStoreOptions = {},
): Promise<Store> {
  const db = new Kysely<Schema>({ dialect });
  try {
    await bringUpToDate(
      migrations ? new Kysely<Schema>({ dialect: migrations }) : db,
      migrations !== undefined,
    );
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const { whole, single } = writing(db);
  const again = <T>(work: () => Promise<T>): Promise<T> => patiently(clock, patienceMs, work);
  return {
    load: (key, ids) => again(() => loadConversation(db, key, ids)),
    async commit(writes) {
      const result = await whole((all) => writeTurn(all, writes, clock.now()), writes.forget);
      if (result !== 'conflict' && writes.log.length > 0) notices.tell(writes.key);
      return result;
    },
    create: (key, resumeHash) =>
      again(() => single((one) => createConversation(one, key, resumeHash, clock.now()))),
    resumeHash: (key) => again(() => readResumeHash(db, key)),
    async remove(key) {
      const removed = await again(() => whole((all) => removeConversation(all, key), true));
      notices.tell(key);
      return removed;
    },
    removeIdle: (before, limit) => whole((all) => removeIdle(all, before, limit), true),
    removeSeen: (before, limit) => single((one) => removeSeen(one, before, limit)),
    readLog: (key, after, limit) => again(() => readLog(db, key, after, limit)),
    lastPositions: (keys) => again(() => lastPositions(db, keys)),
    watch: (heard) => notices.listen(heard),
    async lease(now, leaseMs, limit, only) {
      const due = only === undefined ? await dueMessages(db, now, limit) : [{ key: only }];
      const leased = await Promise.all(
        due.map((message) => single((one) => leaseMessage(one, now, leaseMs, message))),
      );
      return leased.filter((message) => message !== undefined);
    },
    settle: (message, outcome, leaseMs) =>
      again(() => {
        const write = async (db: Database): Promise<LeasedMessage | undefined> => {
          await settleMessage(db, message, outcome);
          return leaseMs === undefined
            ? undefined
            : await leaseMessage(db, clock.now(), leaseMs, { key: message.key });
        };
        // What is given up is noted on the conversation's row as well.
        const isGivenUp = outcome.kind === 'dropped' || outcome.kind === 'referenceEnded';
        // A delivery of which power loss leaves no record is one of unknown outcome: the message is sent once more.
        const isPassing = outcome.kind === 'delivered' && leaseMs === undefined;
        return isGivenUp ? whole(write) : single(write, isPassing);
      }),
    nextDue: () => again(() => nextDue(db)),
    leaseReminders: (now, leaseMs, limit) => single((one) => leaseReminders(one, now, leaseMs, limit)),
    settleReminder: (reminder, againAt) =>
      again(() => single((one) => settleReminder(one, reminder, againAt))),
    nextReminder: () => again(() => nextReminder(db)),
    setting: (name, make) => again(() => whole((all) => keepSetting(all, name, make()))),
    async check() {
      await sql`select 1`.execute(db);
    },
    async close() {
      await notices.close();
      await db.destroy();
    },
  };
}
