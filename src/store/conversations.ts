import type { Kysely, Transaction } from 'kysely';
import { dayOf } from './days.ts';
import type { Json, JsonObject } from './json.ts';
import { writeReminder } from './reminders.ts';
import type { Schema } from './schema.ts';
import type { ConversationRow, Line, LoadedConversation, TurnWrites } from './store.ts';

type Database = Kysely<Schema> | Transaction<Schema>;

const toJson = (value: Json): string | null => (value === null ? null : JSON.stringify(value));
const fromJson = (text: string | null): JsonObject | null =>
  text === null ? null : (JSON.parse(text) as JsonObject);

/** Tables that hold what belongs to one conversation, beside its row. */
const belongings = ['seen', 'log', 'outbox', 'reminders'] as const;

/** See `Store.load`. */
export async function loadConversation(
  db: Database,
  key: string,
  ids: readonly string[],
): Promise<LoadedConversation> {
  const query = db
    .selectFrom('conversations')
    .selectAll('conversations')
    .where('conversations.conversation', '=', key);
  // One question for both: each costs its way to the database and back.
  const stored = await (ids.length === 0
    ? query.select(({ lit }) => [lit(null).as('seen_id'), lit(null).as('answer_json')])
    : query
        .leftJoin('seen', (join) =>
          join.onRef('seen.conversation', '=', 'conversations.conversation').on('seen.id', 'in', [...ids]),
        )
        .select(['seen.id as seen_id', 'seen.answer_json'])
        .limit(1)
  ).executeTakeFirst();
  if (!stored) return { row: undefined, seen: undefined };
  const row: ConversationRow = {
    key,
    version: Number(stored.version),
    state: fromJson(stored.state_json),
    reference: fromJson(stored.reference_json),
    nextPosition: Number(stored.next_position),
    lastStamp: Number(stored.last_stamp),
    committedAt: Number(stored.committed_at),
    missed: Number(stored.missed) === 1,
  };
  return { row, seen: stored.seen_id === null ? undefined : { answer: fromJson(stored.answer_json) } };
}

/**
 * Holds the row of a conversation until the transaction ends. Whatever touches more than one table of a conversation takes
 * the row first: so nobody deletes what another is still adding to, and no two wait for each other.
 */
export async function lockConversation(db: Database, key: string): Promise<void> {
  await db
    .updateTable('conversations')
    .set(({ ref }) => ({ missed: ref('missed') }))
    .where('conversation', '=', key)
    .execute();
}

/** See `Store.commit`; runs inside a transaction. */
export async function writeTurn(
  db: Transaction<Schema>,
  writes: TurnWrites,
  now: number,
): Promise<'committed' | 'conflict'> {
  if (!(await writeRow(db, writes, now))) return 'conflict';
  if (writes.forget) await deleteBelongings(db, [writes.key]);
  if (writes.seen.length > 0) {
    await db
      .insertInto('seen')
      .values(
        writes.seen.map(({ id, answer }) => ({
          conversation: writes.key,
          id,
          answer_json: toJson(answer),
          at: now,
        })),
      )
      .execute();
  }
  if (writes.log.length > 0) {
    await db
      .insertInto('log')
      .values(writes.log.map((line) => ({ ...lineOf(writes.key, line), at: now })))
      .execute();
  }
  if (writes.outbox.length > 0) {
    await db
      .insertInto('outbox')
      .values(
        writes.outbox.map((line) => ({
          ...lineOf(writes.key, line),
          reference_json: toJson(writes.reference),
          queued_at: now,
          due_at: now,
          leased_until: 0,
          doubtful: 0,
          refused: 0,
        })),
      )
      .execute();
  }
  if (writes.remindAt !== undefined) await writeReminder(db, writes.key, writes.remindAt);
  return 'committed';
}

const lineOf = (key: string, line: Line) => ({
  conversation: key,
  position: line.position,
  activity_json: JSON.stringify(line.activity),
});

/** Writes the row when its version is the expected one; tells whether it was. */
async function writeRow(db: Transaction<Schema>, writes: TurnWrites, now: number): Promise<boolean> {
  const values = {
    version: writes.expectedVersion + 1,
    state_json: toJson(writes.state),
    // What is forgotten takes the way to reach the person with it; the outbox keeps its own copy for the confirmation.
    reference_json: writes.forget ? null : toJson(writes.reference),
    next_position: writes.nextPosition,
    last_stamp: writes.lastStamp,
    committed_at: now,
    committed_day: dayOf(now),
    missed: 0,
    ...(writes.forget ? { resume_hash: null } : {}),
  };
  if (writes.expectedVersion === 0) {
    const inserted = await db
      .insertInto('conversations')
      .values({ conversation: writes.key, resume_hash: null, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await db
    .updateTable('conversations')
    .set(values)
    .where('conversation', '=', writes.key)
    .where('version', '=', writes.expectedVersion)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Deletes what belongs to conversations, but for their rows. */
export async function deleteBelongings(db: Transaction<Schema>, keys: readonly string[]): Promise<void> {
  for (const table of belongings) await db.deleteFrom(table).where('conversation', 'in', keys).execute();
}

/** See `Store.create`. */
export async function createConversation(
  db: Database,
  key: string,
  resumeHash: string | null,
  now: number,
): Promise<boolean> {
  const inserted = await db
    .insertInto('conversations')
    .values({
      conversation: key,
      version: 1,
      state_json: null,
      reference_json: null,
      next_position: 1,
      last_stamp: 0,
      committed_at: now,
      committed_day: dayOf(now),
      missed: 0,
      resume_hash: resumeHash,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** See `Store.resumeHash`. */
export async function readResumeHash(db: Database, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select('resume_hash')
    .where('conversation', '=', key)
    .executeTakeFirst();
  return row?.resume_hash ?? undefined;
}

/** See `Store.remove`. The row goes first: a turn that is being committed elsewhere is waited for, and goes with it. */
export async function removeConversation(db: Transaction<Schema>, key: string): Promise<boolean> {
  const deleted = await db.deleteFrom('conversations').where('conversation', '=', key).executeTakeFirst();
  await deleteBelongings(db, [key]);
  return deleted.numDeletedRows > 0n;
}

/** See `Store.lastPositions`. */
export async function lastPositions(
  db: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('conversations')
    .select(['conversation', 'next_position'])
    .where('conversation', 'in', keys)
    .execute();
  return new Map(rows.map((row) => [row.conversation, Number(row.next_position) - 1]));
}

/** See `Store.readLog`. */
export async function readLog(
  db: Database,
  key: string,
  after: number,
  limit: number,
): Promise<readonly Line[]> {
  const lines = await db
    .selectFrom('log')
    .select(['position', 'activity_json'])
    .where('conversation', '=', key)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return lines.map((line) => ({
    position: Number(line.position),
    activity: JSON.parse(line.activity_json) as JsonObject,
  }));
}
