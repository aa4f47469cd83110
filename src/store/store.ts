/**
 * What the program keeps, and the one way it is written. Every table is keyed by conversation first, and a turn touches
 * one conversation only.
 */
import type { JsonObject } from './json.ts';
import type { Heard } from './notices.ts';

/** The row of one conversation. */
export interface ConversationRow {
  /** `origin/channel/conversation`, see `conversationKey`. */
  readonly key: string;
  /**
   * Counts the changes: commits, and messages that were given up (a turn under way must learn of those). A commit that
   * expects another version is dropped whole.
   */
  readonly version: number;
  /** The bot's state, opaque here; null before the first turn and after everything was forgotten. */
  readonly state: JsonObject | null;
  /** How to reach a remote conversation; null in the embedded Direct Line. */
  readonly reference: JsonObject | null;
  /** The position that the next line of log or outbox takes, counted from 1. */
  readonly nextPosition: number;
  /** The timestamp of the last line of log, in ms since 1970: timestamps in a log only grow. */
  readonly lastStamp: number;
  /** When this version was committed, in ms since 1970. */
  readonly committedAt: number;
  /** True when a message of the turns before was dropped undelivered, so that the person has not seen all of them. */
  readonly missed: boolean;
}

/** A line of the embedded Direct Line's log, or a message on its way to a remote channel. */
export interface Line {
  readonly position: number;
  readonly activity: JsonObject;
}

/** Everything one turn writes, in one transaction. */
export interface TurnWrites {
  readonly key: string;
  /** The version the turn was made on; 0 when there was no row yet. */
  readonly expectedVersion: number;
  readonly state: JsonObject | null;
  readonly reference: JsonObject | null;
  readonly nextPosition: number;
  readonly lastStamp: number;
  /** The ids of the input, each with the answer to give when it comes again. */
  readonly seen: readonly { readonly id: string; readonly answer: JsonObject | null }[];
  /** Lines of the embedded Direct Line's log. */
  readonly log: readonly Line[];
  /** Messages for a remote channel. */
  readonly outbox: readonly Line[];
  /** Until when the first of them is leased to whoever commits, in ms since 1970; left out: it is under no lease. */
  readonly leasedUntil?: number;
  /** When the conversation is to be reminded, in ms since 1970; null: not at all; left out: as it was. */
  readonly remindAt?: number | null;
  /** True: all that is kept of the conversation is deleted first; then the rest of this is written. */
  readonly forget: boolean;
}

/** What came of a commit. */
export type Committed =
  /** All was written, and leased as it was asked for. */
  | 'committed'
  /** All was written, but nothing leased: older messages of the conversation are still on their way. */
  | 'behind'
  /** The version had moved: nothing was written. */
  | 'conflict';

/** What a turn reads before it begins. */
export interface LoadedConversation {
  readonly row: ConversationRow | undefined;
  /** Set when one of the ids was seen before: the answer recorded for it. */
  readonly seen: { readonly answer: JsonObject | null } | undefined;
}

/** A message of the outbox that was leased for delivery. */
export interface LeasedMessage {
  readonly key: string;
  readonly position: number;
  readonly activity: JsonObject;
  readonly reference: JsonObject | null;
  /** Sendings so far whose outcome is unknown (5xx, time-out, reset, or a crash in mid-sending). */
  readonly doubtful: number;
  /** Sendings so far that were surely not delivered (429, refused connection). */
  readonly refused: number;
  /** When the turn that wrote it was committed, in ms since 1970. */
  readonly queuedAt: number;
  /** When this lease ends, in ms since 1970; with key and position it names the lease. */
  readonly leasedUntil: number;
}

/** What became of a sending. */
export type DeliveryOutcome =
  /** Delivered: the message goes. */
  | { readonly kind: 'delivered' }
  /** Given up: the message goes, and the row remembers that the person missed it. */
  | { readonly kind: 'dropped' }
  /** Try again at `dueAt` (ms since 1970). */
  | { readonly kind: 'again'; readonly dueAt: number; readonly doubtful: boolean }
  /** The conversation takes no more messages: its whole outbox and its reference go, and the row remembers that. */
  | { readonly kind: 'referenceEnded' };

/** A reminder that was leased, to be given in a turn of its own. */
export interface LeasedReminder {
  readonly key: string;
  /** How often it was leased, this time included. */
  readonly tries: number;
  /** When this lease ends, in ms since 1970; with key and tries it names the lease. */
  readonly leasedUntil: number;
}

/**
 * Every call but `watch` and `close` throws LatchkeyError `StoreUnavailable` when the database cannot serve now; what the
 * call was to do has then been done or not. All but `commit` and the leases have tried for a few seconds before that.
 */
export interface Store {
  /** Reads a conversation and whether one of `ids` was seen before in it. */
  load(key: string, ids: readonly string[]): Promise<LoadedConversation>;
  /** Writes a turn, whole or not at all. */
  commit(writes: TurnWrites): Promise<Committed>;

  /** Makes the row of an embedded conversation that has not begun; `resumeHash` finds it again. False: the key exists. */
  create(key: string, resumeHash: string | null): Promise<boolean>;
  /** The hash of the resume secret of a conversation; undefined when there is none. */
  resumeHash(key: string): Promise<string | undefined>;
  /** Deletes a conversation with all that belongs to it. False: there was none. */
  remove(key: string): Promise<boolean>;
  /**
   * Deletes up to `limit` conversations whose last turn was committed before `before` (ms since 1970), each with all that
   * belongs to it. Any number of processes may do so at once.
   *
   * @returns their keys; fewer than `limit` when there are no more
   */
  removeIdle(before: number, limit: number): Promise<readonly string[]>;
  /** Deletes up to `limit` ids of inputs that were seen before `before` (ms since 1970). @returns how many went */
  removeSeen(before: number, limit: number): Promise<number>;
  /** Lines of log after position `after`, oldest first, at most `limit`. */
  readLog(key: string, after: number, limit: number): Promise<readonly Line[]>;
  /** The position of the last line of each of these conversations; those that are not there are left out. */
  lastPositions(keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Tells `heard` of conversations that other servers on this database have written a log to, or removed; and of undefined
   * when that may have happened unheard. A hint that can get lost: look with `lastPositions` now and then.
   */
  watch(heard: Heard): void;

  /**
   * Leases the oldest undelivered message of up to `limit` conversations that have one due at `now` and under no lease;
   * within a conversation strictly in order. `only` restricts it to one conversation.
   */
  lease(now: number, leaseMs: number, limit: number, only?: string): Promise<readonly LeasedMessage[]>;
  /**
   * Records what became of a leased message and ends its lease. Has no effect when the lease has passed to another or
   * the message is gone: a process that slept through its lease must not speak for the one that took over.
   *
   * @param leaseMs when given, the oldest message that then is due in the same conversation is leased for so long, from now
   */
  settle(
    message: LeasedMessage,
    outcome: DeliveryOutcome,
    leaseMs?: number,
  ): Promise<LeasedMessage | undefined>;
  /** When the next message of the outbox is due or its lease ends, in ms since 1970; undefined when it is empty. */
  nextDue(): Promise<number | undefined>;

  /** Leases up to `limit` reminders that are due at `now` and under no lease, those that wait longest first. */
  leaseReminders(now: number, leaseMs: number, limit: number): Promise<readonly LeasedReminder[]>;
  /**
   * Ends the lease of a reminder: it is over, or due again at `againAt` (ms since 1970). Has no effect when the lease has
   * passed to another, or a turn has taken the reminder back or set another.
   */
  settleReminder(reminder: LeasedReminder, againAt: number | null): Promise<void>;
  /** When the next reminder is due or its lease ends, in ms since 1970; undefined when there is none. */
  nextReminder(): Promise<number | undefined>;

  /** The value kept under `name`, made by `make` when there is none yet; the same for everyone who asks. */
  setting(name: string, make: () => string): Promise<string>;

  /** Throws when the store cannot serve. */
  check(): Promise<void>;
  close(): Promise<void>;
}
