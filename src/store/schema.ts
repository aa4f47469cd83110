/**
 * The tables. Every one is keyed by conversation first and a turn touches one conversation only, so that the same
 * schema can be sharded by conversation. Times are milliseconds since 1970; `*_json` columns hold JSON as text.
 */
export interface Schema {
  conversations: ConversationsTable;
  seen: SeenTable;
  log: LogTable;
  outbox: OutboxTable;
  reminders: RemindersTable;
  settings: SettingsTable;
}

interface ConversationsTable {
  conversation: string;
  version: number;
  state_json: string | null;
  reference_json: string | null;
  next_position: number;
  last_stamp: number;
  committed_at: number;
  /** The day of `committed_at`, counted from 1970, by which idle conversations are found. */
  committed_day: number;
  /** 1 when a message was dropped undelivered since the last turn. */
  missed: number;
  /** SHA-256 of the secret that resumes an embedded conversation. */
  resume_hash: string | null;
}

/** The inputs that a conversation has taken, so that none is taken twice. */
interface SeenTable {
  conversation: string;
  id: string;
  answer_json: string | null;
  at: number;
}

/** What was said in an embedded conversation. */
interface LogTable {
  conversation: string;
  position: number;
  activity_json: string;
  at: number;
}

/** Messages on their way to a remote channel, each with the reference it goes to. */
interface OutboxTable {
  conversation: string;
  position: number;
  activity_json: string;
  reference_json: string | null;
  queued_at: number;
  due_at: number;
  /** 0: under no lease. */
  leased_until: number;
  doubtful: number;
  refused: number;
}

/** When conversations are to be reminded, one time each. */
interface RemindersTable {
  conversation: string;
  /** Under a lease: when it ends. */
  due_at: number;
  /** How often it was leased. */
  tries: number;
}

/** What the program makes once and keeps, such as its signing key. */
interface SettingsTable {
  name: string;
  value: string;
}
