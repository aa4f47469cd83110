import { type Kysely, type Migration, type MigrationProvider, sql } from 'kysely';
import { dayMs } from './days.ts';

/** Every change of the schema, oldest first. A migration that was released is never edited; a new one follows it. */
const migrations: Record<string, Migration> = {
  '0001-conversations': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('conversations')
        .addColumn('conversation', 'text', (column) => column.primaryKey().notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('state_json', 'text')
        .addColumn('reference_json', 'text')
        .addColumn('next_position', 'integer', (column) => column.notNull())
        .addColumn('last_stamp', 'bigint', (column) => column.notNull())
        .addColumn('committed_at', 'bigint', (column) => column.notNull())
        .addColumn('missed', 'integer', (column) => column.notNull())
        .addColumn('resume_hash', 'text')
        .execute();
      await db.schema
        .createTable('seen')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('answer_json', 'text')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('seen_key', ['conversation', 'id'])
        .execute();
      await db.schema
        .createTable('log')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('activity_json', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('log_key', ['conversation', 'position'])
        .execute();
      await db.schema
        .createTable('outbox')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('activity_json', 'text', (column) => column.notNull())
        .addColumn('reference_json', 'text')
        .addColumn('queued_at', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('leased_until', 'bigint', (column) => column.notNull())
        .addColumn('doubtful', 'integer', (column) => column.notNull())
        .addColumn('refused', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('outbox_key', ['conversation', 'position'])
        .execute();
      await db.schema.createIndex('outbox_due').on('outbox').column('due_at').execute();
      await db.schema
        .createTable('settings')
        .addColumn('name', 'text', (column) => column.primaryKey().notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0002-retention': {
    async up(db: Kysely<unknown>): Promise<void> {
      // Not the time itself: a turn would move the row in the index each time, where the day mostly stays.
      await db.schema
        .alterTable('conversations')
        .addColumn('committed_day', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      await sql`update conversations set committed_day = committed_at / ${sql.lit(dayMs)}`.execute(db);
      await db.schema.createIndex('conversations_day').on('conversations').column('committed_day').execute();
      await db.schema.createIndex('seen_at').on('seen').column('at').execute();
    },
  },
  '0003-reminders': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('reminders')
        .addColumn('conversation', 'text', (column) => column.primaryKey().notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('tries', 'integer', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('reminders_due').on('reminders').column('due_at').execute();
    },
  },
};

/** Hands the migrations to Kysely's migrator, which runs each once, under a lock. */
export const migrationProvider: MigrationProvider = {
  getMigrations: async () => migrations,
};
