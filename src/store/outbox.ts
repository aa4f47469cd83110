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
    await db
      .updateTable('outbox')
      .set({ leased_until: now + leaseMs, doubtful })
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
    });
  }
  return leased;
}

/** See `Store.settle`; runs inside a transaction. */
export async function settleMessage(
  db: Transaction<Schema>,
  key: string,
  position: number,
  outcome: DeliveryOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'dropped':
    case 'delivered':
      await db
        .deleteFrom('outbox')
        .where('conversation', '=', key)
        .where('position', '=', position)
        .execute();
      if (outcome.kind === 'dropped') {
        await db.updateTable('conversations').set({ missed: 1 }).where('conversation', '=', key).execute();
      }
      return;
    case 'again':
      await db
        .updateTable('outbox')
        .set((eb) => ({
          due_at: outcome.dueAt,
          leased_until: 0,
          doubtful: eb('doubtful', '+', outcome.doubtful ? 1 : 0),
          refused: eb('refused', '+', outcome.doubtful ? 0 : 1),
        }))
        .where('conversation', '=', key)
        .where('position', '=', position)
        .execute();
      return;
    case 'referenceEnded':
      await db.deleteFrom('outbox').where('conversation', '=', key).execute();
      await db
        .updateTable('conversations')
        .set({ reference_json: null })
        .where('conversation', '=', key)
        .execute();
  }
}

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
