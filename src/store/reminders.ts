import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { LeasedReminder } from './store.ts';

/** Sets or takes back the reminder of a conversation; runs inside the transaction of a turn. */
export async function writeReminder(
  db: Transaction<Schema>,
  key: string,
  remindAt: number | null,
): Promise<void> {
  if (remindAt === null) {
    await db.deleteFrom('reminders').where('conversation', '=', key).execute();
    return;
  }
  const values = { due_at: remindAt, tries: 0 };
  await db
    .insertInto('reminders')
    .values({ conversation: key, ...values })
    .onConflict((conflict) => conflict.column('conversation').doUpdateSet(values))
    .execute();
}

/** See `Store.leaseReminders`; runs inside a transaction. A lease moves the due time: nobody else finds it before that. */
export async function leaseReminders(
  db: Kysely<Schema> | Transaction<Schema>,
  now: number,
  leaseMs: number,
  limit: number,
): Promise<readonly LeasedReminder[]> {
  const leasedUntil = now + leaseMs;
  const due = db
    .selectFrom('reminders as due')
    .select('due.conversation')
    .where('due.due_at', '<=', now)
    .orderBy('due.due_at')
    .limit(limit);
  const rows = await db
    .updateTable('reminders')
    .set((eb) => ({ due_at: leasedUntil, tries: eb('tries', '+', 1) }))
    .where('conversation', 'in', due)
    // Asked once more of the row itself: another server may have leased it since it was found.
    .where('due_at', '<=', now)
    .returning(['conversation', 'tries'])
    .execute();
  return rows.map(({ conversation, tries }) => ({ key: conversation, tries: Number(tries), leasedUntil }));
}

/** See `Store.settleReminder`; runs inside a transaction. */
export async function settleReminder(
  db: Kysely<Schema> | Transaction<Schema>,
  reminder: LeasedReminder,
  againAt: number | null,
): Promise<void> {
  const underLease = isUnderLease(reminder);
  if (againAt === null) await db.deleteFrom('reminders').where(underLease).execute();
  else await db.updateTable('reminders').set({ due_at: againAt }).where(underLease).execute();
}

/** The reminder, as long as the lease it was handed out under still stands. */
const isUnderLease =
  ({ key, tries, leasedUntil }: LeasedReminder) =>
  ({ and }: ExpressionBuilder<Schema, 'reminders'>) =>
    and({ conversation: key, tries, due_at: leasedUntil });

/** See `Store.nextReminder`. */
export async function nextReminder(db: Kysely<Schema>): Promise<number | undefined> {
  const row = await db.selectFrom('reminders').select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
  return row && Number(row.due_at);
}
