import type { JsonObject } from '../store/json.ts';
import type { ConversationRow } from '../store/store.ts';

/** Where a conversation lives: by way of which door, on which channel, under which id there. */
export interface Place {
  /** The door decides the key and the way replies go out: Azure's Direct Line bears the same channel id as ours. */
  readonly origin: 'embedded' | 'connector';
  readonly channel: string;
  readonly conversation: string;
}

/** The key of a conversation in store and queue. */
export const conversationKey = (place: Place): string =>
  `${place.origin}/${place.channel}/${place.conversation}`;

/** The place that a key of `conversationKey` stands for. The id of a channel holds no slash. */
export function placeOfKey(key: string): Place {
  const [origin, channel = '', ...conversation] = key.split('/');
  return {
    origin: origin === 'embedded' ? 'embedded' : 'connector',
    channel,
    conversation: conversation.join('/'),
  };
}

/** What one attempt at a turn came to. Nothing of it has left the process yet. */
export interface Attempt {
  /** The bot's next state. */
  readonly state: JsonObject | null;
  /** The activities the bot sent, in order. */
  readonly replies: readonly JsonObject[];
  /** The answer to an `invoke`, when the input was one. */
  readonly response?: JsonObject;
  /** True: delete all that is kept of this conversation, this turn's own lines excepted. */
  readonly forget: boolean;
  /** When the bot is to come back by itself, in ms since 1970; null: not at all; left out: as it was. */
  readonly remindAt?: number | null;
}

/** How the channel of an input wants an attempt written down. */
export interface Recorded {
  /** The answer to the input, now and whenever it comes again. */
  readonly answer: JsonObject | null;
  /** Activities for the embedded Direct Line's log, the person's echo first. */
  readonly log: readonly JsonObject[];
  /** Activities for a remote channel. */
  readonly outbox: readonly JsonObject[];
}

/** Where in the conversation an attempt is written. */
export interface Slot {
  /** Position of the first line. */
  readonly position: number;
  /** Timestamp of the first line, in ms since 1970; each further line is one later. */
  readonly stamp: number;
}

/** One input of a conversation, read, validated and redacted by its channel. */
export interface TurnInput {
  readonly key: string;
  /**
   * What makes this input known when it comes again (activity id, client activity id), each prefixed by its kind; at least
   * one, so that it can be tried again where nobody knows whether it was committed.
   */
  readonly ids: readonly string[];
  /** When it was first received, in ms since 1970. */
  readonly receivedAt: number;
  /** How to reach a remote conversation. */
  readonly reference: JsonObject | null;
  /** True when a conversation may begin with this input; otherwise an unknown one is an error. */
  readonly begins: boolean;
  /**
   * Runs the bot on a copy of the row. May be called several times; must have no effect beyond what it returns. When that
   * is undefined, the input means nothing to this row, and nothing is written.
   */
  readonly attempt: (row: ConversationRow | undefined) => Promise<Attempt | undefined>;
  /** Says how an attempt is written down. Pure. */
  readonly record: (attempt: Attempt, slot: Slot) => Recorded;
}

/** What came of an input. */
export interface TurnOutcome {
  readonly answer: JsonObject | null;
  /** True when the input had been seen before and was not run again. */
  readonly repeated: boolean;
}
