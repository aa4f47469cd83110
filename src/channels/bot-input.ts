import type { JsonObject } from '../store/json.ts';
import type { ConversationRow } from '../store/store.ts';
import type { Attempt, Place } from '../turn/turn.ts';
import type { Understanding } from '../understanding/understanding.ts';

/** What an input asks of the bot. */
export type BotInputKind =
  /** The person said something. */
  | 'message'
  /** The person came in and is to be greeted, once. */
  | 'welcome'
  /** The client ended the conversation: taken as "stop". */
  | 'stop'
  /** The bot was removed: the person's data goes, nothing is said. */
  | 'removed'
  /** A wait is over, and the bot comes back by itself. */
  | 'reminder'
  /** A request that waits for its answer in the same response. */
  | 'invoke';

/** One input of a conversation as the bot gets it: sanitised, redacted, complete. */
export interface BotInput {
  readonly kind: BotInputKind;
  readonly place: Place;
  /** A Bot Framework activity built anew from the allow-list; its text is the redacted one. */
  readonly activity: JsonObject;
  /** What was made of the raw text; only with a message. */
  readonly understanding?: Understanding;
  /** When it was first received, in ms since 1970. */
  readonly receivedAt: number;
  /** Scheme and host under which the person can reach this program, such as `https://help.example.com`, if that is known. */
  readonly baseUrl?: string;
}

/**
 * Runs the bot on an input and a copy of its conversation's row. May be called several times for one input and has no
 * effect beyond what it returns.
 */
export type RunBot = (input: BotInput, row: ConversationRow | undefined) => Promise<Attempt>;
