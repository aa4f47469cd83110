import { sql, type Transaction } from 'kysely';
import { deleteBelongings } from './conversations.ts';
import { dayOf } from './days.ts';
import { toJson } from './json.ts';
import { writeReminder } from './reminders.ts';
import type { Schema } from './schema.ts';
import { type Given, statement, times } from './statement.ts';
import type { Committed, Line, TurnWrites } from './store.ts';

/** What a turn writes, and when: in ms since 1970. */
interface Written {
  readonly writes: TurnWrites;
  readonly now: number;
}

/** See `Store.commit`; runs inside a transaction. */
export async function writeTurn(
  db: Transaction<Schema>,
  writes: TurnWrites,
  now: number,
): Promise<Committed> {
  const { seen, log, outbox, remindAt, leasedUntil } = writes;
  const written: Written = { writes, now };
  if (!(await writeRow(db, written))) return 'conflict';
  if (writes.forget) await forget(db, writes.key);
  if (seen.length > 0) await insertSeen(db, written, seen.length);
  if (log.length > 0) await insertLog(db, written, log.length);
  if (remindAt !== undefined) await writeReminder(db, writes.key, remindAt);
  if (outbox.length === 0) return 'committed';
  const { rows } = await insertOutbox(db, written, outbox.length);
  const isLeased = rows.some(({ leased_until }) => Number(leased_until) === leasedUntil);
  return leasedUntil === undefined || isLeased ? 'committed' : 'behind';
}

/** Writes the row when its version is the expected one; tells whether it was. */
async function writeRow(db: Transaction<Schema>, written: Written): Promise<boolean> {
  const write = written.writes.expectedVersion === 0 ? insertRow : updateRow;
  return (await write(db, written)).numAffectedRows === 1n;
}

const columnsOf = (given: Given<Written>) => ({
  version: given(({ writes }) => writes.expectedVersion + 1),
  state_json: given(({ writes }) => toJson(writes.state)),
  // What is forgotten takes the way to reach the person with it; the outbox keeps its own copy for the confirmation.
  reference_json: given(({ writes }) => (writes.forget ? null : toJson(writes.reference))),
  next_position: given(({ writes }) => writes.nextPosition),
  last_stamp: given(({ writes }) => writes.lastStamp),
  committed_at: given(({ now }) => now),
  committed_day: given(({ now }) => dayOf(now)),
  missed: 0,
});

const insertRow = statement((db, given: Given<Written>) =>
  db
    .insertInto('conversations')
    .values({ conversation: given(({ writes }) => writes.key), resume_hash: null, ...columnsOf(given) })
    .onConflict((conflict) => conflict.doNothing()),
);

const updateRow = statement((db, given: Given<Written>) =>
  db
    .updateTable('conversations')
    .set(columnsOf(given))
    .where(
      'conversation',
      '=',
      given(({ writes }) => writes.key),
    )
    .where(
      'version',
      '=',
      given(({ writes }) => writes.expectedVersion),
    ),
);

async function forget(db: Transaction<Schema>, key: string): Promise<void> {
  await db.updateTable('conversations').set({ resume_hash: null }).where('conversation', '=', key).execute();
  await deleteBelongings(db, [key]);
}

const insertSeen = statement((db, given: Given<Written>, count) =>
  db.insertInto('seen').values(
    times(count, (index) => ({
      conversation: given(({ writes }) => writes.key),
      id: given(({ writes }) => writes.seen[index]?.id ?? ''),
      answer_json: given(({ writes }) => toJson(writes.seen[index]?.answer ?? null)),
      at: given(({ now }) => now),
    })),
  ),
);

const insertLog = statement((db, given: Given<Written>, count) =>
  db.insertInto('log').values(
    times(count, (index) => ({
      ...lineOf(given, ({ log }) => log[index]),
      at: given(({ now }) => now),
    })),
  ),
);

/** Nothing but the oldest message of a conversation is ever sent, so the first is leased only where no older one waits. */
const insertOutbox = statement((db, given: Given<Written>, count) =>
  db
    .insertInto('outbox')
    .values(
      times(count, (index) => ({
        ...lineOf(given, ({ outbox }) => outbox[index]),
        reference_json: given(({ writes }) => toJson(writes.reference)),
        queued_at: given(({ now }) => now),
        due_at: given(({ now }) => now),
        leased_until:
          index > 0
            ? 0
            : sql<number>`case when exists(select 1 from outbox where conversation = ${given(({ writes }) => writes.key)})
                then 0 else cast(${given(({ writes }) => writes.leasedUntil ?? 0)} as bigint) end`,
        doubtful: 0,
        refused: 0,
      })),
    )
    .returning('leased_until'),
);

const lineOf = (given: Given<Written>, read: (writes: TurnWrites) => Line | undefined) => ({
  conversation: given(({ writes }) => writes.key),
  position: given(({ writes }) => read(writes)?.position ?? 0),
  activity_json: given(({ writes }) => JSON.stringify(read(writes)?.activity)),
});
