import type { Transaction } from 'kysely';
import { dayOf } from './days.ts';
import { fromJson, type JsonObject } from './json.ts';
import type { Schema } from './schema.ts';
import { type Database, type Given, statement, times } from './statement.ts';
import type { ConversationRow, Line, LoadedConversation } from './store.ts';

/** Tables that hold what belongs to one conversation, beside its row. */
const belongings = ['seen', 'log', 'outbox', 'reminders'] as const;

/** Reads the row with the first of some ids that was seen; each question costs its way to the database and back. */
const rowAndSeen = statement((db, given: Given<{ key: string; ids: readonly string[] }>, count) =>
  db
    .selectFrom('conversations')
    .select([
      'version',
      'state_json',
      'reference_json',
      'next_position',
      'last_stamp',
      'committed_at',
      'missed',
    ])
    .leftJoin('seen', (join) =>
      join.onRef('seen.conversation', '=', 'conversations.conversation').on(
        'seen.id',
        'in',
        times(count, (index) => given(({ ids }) => ids[index] ?? '')),
      ),
    )
    .select(['seen.id as seen_id', 'seen.answer_json'])
    .where(
      'conversations.conversation',
      '=',
      given(({ key }) => key),
    )
    .limit(1),
);

/** See `Store.load`. */
export async function loadConversation(
  db: Database,
  key: string,
  ids: readonly string[],
): Promise<LoadedConversation> {
  // No id is empty, so that room for one is none.
  const { rows } = await rowAndSeen(db, { key, ids }, Math.max(1, ids.length));
  const [stored] = rows;
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

const linesAfter = statement((db, given: Given<{ key: string; after: number; limit: number }>) =>
  db
    .selectFrom('log')
    .select(['position', 'activity_json'])
    .where(
      'conversation',
      '=',
      given(({ key }) => key),
    )
    .where(
      'position',
      '>',
      given(({ after }) => after),
    )
    .orderBy('position')
    .limit(given(({ limit }) => limit)),
);

/** See `Store.readLog`. */
export async function readLog(
  db: Database,
  key: string,
  after: number,
  limit: number,
): Promise<readonly Line[]> {
  const { rows } = await linesAfter(db, { key, after, limit });
  return rows.map((line) => ({
    position: Number(line.position),
    activity: JSON.parse(line.activity_json) as JsonObject,
  }));
}
