import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** See `Store.setting`; runs inside a transaction. */
export async function keepSetting(db: Transaction<Schema>, name: string, made: string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ name, value: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return kept.value;
}
