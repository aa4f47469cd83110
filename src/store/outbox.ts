import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { lockConversation } from './conversations.ts';
import { fromJson, type JsonObject } from './json.ts';
import type { Schema } from './schema.ts';
import { type Database, type Given, statement } from './statement.ts';
import type { DeliveryOutcome, LeasedMessage } from './store.ts';

/** A message of the outbox, by its key. */
export type MessageKey = Pick<LeasedMessage, 'key' | 'position'>;

/** The oldest messages of up to `limit` conversations that are due at `now` and under no lease, the longest due first. */
export async function dueMessages(
  db: Kysely<Schema>,
  now: number,
  limit: number,
): Promise<readonly MessageKey[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['conversation', 'position'])
    .where(isFree(now))
    .where(isOldest)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ conversation, position }) => ({ key: conversation, position: Number(position) }));
}

interface LeaseWish {
  readonly key: string;
  readonly now: number;
  readonly until: number;
}

/** The oldest message of a conversation, leased when it is free. */
const leaseOldest = statement((db, given: Given<LeaseWish>) =>
  leaseFree(db, {
    key: given(({ key }) => key),
    now: given(({ now }) => now),
    until: given(({ until }) => until),
  }).where(isOldest),
);

/**
 * Leases one message, unless it has gone or another has leased it meanwhile: one statement, so that of several who try
 * at the same moment one succeeds. A lease that ran out without a word from its holder is a sending whose outcome nobody
 * knows, and counts as doubtful.
 *
 * @param message without a position: the oldest of the conversation
 */
export async function leaseMessage(
  db: Database,
  now: number,
  leaseMs: number,
  { key, position }: Pick<MessageKey, 'key'> & Partial<MessageKey>,
): Promise<LeasedMessage | undefined> {
  const wish = { key, now, until: now + leaseMs };
  const rows =
    position === undefined
      ? (await leaseOldest(db, wish)).rows
      : await leaseFree(db, wish).where('position', '=', position).execute();
  const [row] = rows;
  return (
    row && {
      key: row.conversation,
      position: Number(row.position),
      activity: JSON.parse(row.activity_json) as JsonObject,
      reference: fromJson(row.reference_json),
      doubtful: Number(row.doubtful),
      refused: Number(row.refused),
      queuedAt: Number(row.queued_at),
      leasedUntil: Number(row.leased_until),
    }
  );
}

const leaseFree = (db: Database, { key, now, until }: LeaseWish) =>
  db
    .updateTable('outbox')
    .set((eb) => ({
      leased_until: until,
      doubtful: eb('doubtful', '+', sql<number>`case when leased_until > 0 then 1 else 0 end`),
    }))
    .where('conversation', '=', key)
    .where(isFree(now))
    .returningAll();

const deleteLeased = statement((db, given: Given<LeasedMessage>) =>
  db.deleteFrom('outbox').where(
    isUnderLease({
      key: given(({ key }) => key),
      position: given(({ position }) => position),
      leasedUntil: given(({ leasedUntil }) => leasedUntil),
    }),
  ),
);

/** See `Store.settle`; one statement, or inside a transaction where the message was given up. */
export async function settleMessage(
  db: Database,
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
  if (outcome.kind === 'delivered') {
    await deleteLeased(db, message);
    return;
  }
  await lockConversation(db, message.key);
  const deleted = await deleteLeased(db, message);
  if (deleted.numAffectedRows === 0n) return;
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

/** Due, and under no lease. */
const isFree =
  (now: number) =>
  ({ and, eb }: ExpressionBuilder<Schema, 'outbox'>) =>
    and([eb('due_at', '<=', now), eb('leased_until', '<=', now)]);

/** The message, as long as the lease it was handed out under still stands. */
const isUnderLease =
  (message: Pick<LeasedMessage, 'key' | 'position' | 'leasedUntil'>) =>
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
