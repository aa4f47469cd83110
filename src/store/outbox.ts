import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { JsonObject } from './json.ts';
import type { Schema } from './schema.ts';
import type { DeliveryOutcome, LeasedMessage } from './store.ts';

/**
 * See `Store.lease`; runs inside a transaction. A lease that ran out without a word from its holder is a sending whose
 * outcome nobody knows, and counts as doubtful.
 */
export async function leaseMessages(
  db: Transaction<Schema>,
  now: number,
  leaseMs: number,
  limit: number,
  only: string | undefined,
): Promise<readonly LeasedMessage[]> {
  let due = db
    .selectFrom('outbox')
    .selectAll()
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .where(isOldest);
  if (only !== undefined) due = due.where('conversation', '=', only);
  const rows = await due.orderBy('due_at').limit(limit).execute();

  const leased: LeasedMessage[] = [];
  for (const row of rows) {
    const doubtful = Number(row.doubtful) + (Number(row.leased_until) > 0 ? 1 : 0);
    const leasedUntil = now + leaseMs;
    await db
      .updateTable('outbox')
      .set({ leased_until: leasedUntil, doubtful })
      .where('conversation', '=', row.conversation)
      .where('position', '=', row.position)
      .execute();
    leased.push({
      key: row.conversation,
      position: Number(row.position),
      activity: JSON.parse(row.activity_json) as JsonObject,
      reference: row.reference_json === null ? null : (JSON.parse(row.reference_json) as JsonObject),
      doubtful,
      refused: Number(row.refused),
      queuedAt: Number(row.queued_at),
      leasedUntil,
    });
  }
  return leased;
}

/** See `Store.settle`; runs inside a transaction. */
export async function settleMessage(
  db: Transaction<Schema>,
  message: LeasedMessage,
  outcome: DeliveryOutcome,
): Promise<void> {
  if (outcome.kind === 'again') {
    await db
      .updateTable('outbox')
      .set((eb) => ({
        due_at: outcome.dueAt,
        leased_until: 0,
        doubtful: eb('doubtful', '+', outcome.doubtful ? 1 : 0),
        refused: eb('refused', '+', outcome.doubtful ? 0 : 1),
      }))
      .where(isUnderLease(message))
      .execute();
    return;
  }
  const deleted = await db.deleteFrom('outbox').where(isUnderLease(message)).executeTakeFirst();
  if (deleted.numDeletedRows === 0n || outcome.kind === 'delivered') return;
  if (outcome.kind === 'referenceEnded') {
    await db.deleteFrom('outbox').where('conversation', '=', message.key).execute();
  }
  // The version moves, so that a turn that read the row before runs again and learns what was missed.
  await db
    .updateTable('conversations')
    .set((eb) => ({
      missed: 1,
      version: eb('version', '+', 1),
      ...(outcome.kind === 'referenceEnded' ? { reference_json: null } : {}),
    }))
    .where('conversation', '=', message.key)
    .execute();
}

/** The message, as long as the lease it was handed out under still stands. */
const isUnderLease =
  (message: LeasedMessage) =>
  ({ and, eb }: ExpressionBuilder<Schema, 'outbox'>) =>
    and([
      eb('conversation', '=', message.key),
      eb('position', '=', message.position),
      eb('leased_until', '=', message.leasedUntil),
    ]);

/** Strictly in order: nothing but the oldest message of a conversation is ever sent. */
const isOldest = ({ eb, selectFrom }: ExpressionBuilder<Schema, 'outbox'>) =>
  eb(
    'position',
    '=',
    selectFrom('outbox as earlier')
      .select(({ fn }) => fn.min('earlier.position').as('first'))
      .whereRef('earlier.conversation', '=', 'outbox.conversation'),
  );

/** See `Store.nextDue`. */
export async function nextDue(db: Kysely<Schema>): Promise<number | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select(
      sql<number | null>`min(case when leased_until > due_at then leased_until else due_at end)`.as('due'),
    )
    .where(isOldest)
    .executeTakeFirst();
  return row?.due === null || row?.due === undefined ? undefined : Number(row.due);
}
