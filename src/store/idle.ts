import type { Kysely, Transaction } from 'kysely';
import { deleteBelongings } from './conversations.ts';
import { dayOf } from './days.ts';
import type { Schema } from './schema.ts';

/** See `Store.removeIdle`; runs inside a transaction. */
export async function removeIdle(
  db: Transaction<Schema>,
  before: number,
  limit: number,
): Promise<readonly string[]> {
  const idle = db
    .selectFrom('conversations')
    .select('conversation')
    .where('committed_day', '<=', dayOf(before))
    .where('committed_at', '<', before)
    .limit(limit);
  const removed = await db
    .deleteFrom('conversations')
    .where('conversation', 'in', idle)
    // Asked once more of the row itself: where other servers write, a turn may have been committed since it was found.
    .where('committed_at', '<', before)
    .returning('conversation')
    .execute();
  const keys = removed.map(({ conversation }) => conversation);
  const [first] = keys;
  if (first === undefined) return [];
  // Filled up, so that one prepared statement serves any number of them.
  await deleteBelongings(db, [...keys, ...Array<string>(limit - keys.length).fill(first)]);
  return keys;
}

/** See `Store.removeSeen`; runs inside a transaction. */
export async function removeSeen(
  db: Kysely<Schema> | Transaction<Schema>,
  before: number,
  limit: number,
): Promise<number> {
  const deleted = await db
    .deleteFrom('seen')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('conversation', 'id'),
        'in',
        selectFrom('seen as old')
          .select(['old.conversation', 'old.id'])
          .where('old.at', '<', before)
          .limit(limit)
          .$asTuple('conversation', 'id'),
      ),
    )
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
