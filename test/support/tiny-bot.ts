import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow } from '../../src/store/store.ts';
import type { Attempt, Place, Recorded, Slot, TurnInput } from '../../src/turn/turn.ts';
import type { Script } from './simulation.ts';

/** The kinds of input that lead to different turns. */
export type Kind =
  | 'message'
  | 'welcome'
  | 'stop'
  | 'forget'
  /** Wants to be reminded after a while. */
  | 'remind'
  /** A reminder fell due: the program's own input. */
  | 'reminder';

/** One input as a client would send it. */
export interface Said {
  readonly id: string;
  readonly kind: Kind;
  /** When it was received, in ms since 1970. */
  readonly at?: number;
}

/** A bot as the turn sees it: from an input and the row to what came of it. Must be pure. */
export type Bot = (said: Said, row: ConversationRow | undefined) => Promise<Attempt | undefined>;

/** How long after the wish the tiny bot reminds. */
const remindedAfterMs = 45_000;

const message = (text: string): JsonObject => ({ type: 'message', text });

/**
 * A bot that remembers the ids of all it was told, in order, and answers each with how many there were: what is lost,
 * doubled, out of order or half done shows in its state or its words.
 */
export const tinyBot: Bot = async ({ id, kind, at = 0 }, row) => {
  const taken = [...((row?.state?.['taken'] ?? []) as string[]), id];
  const again = row?.missed ? [message(`you missed something before ${id}`)] : [];
  switch (kind) {
    case 'forget':
      return { state: null, replies: [message(`forgotten ${id}`)], forget: true };
    case 'welcome': {
      const replies = row?.state?.['welcomed'] ? [] : [message(`welcome ${id}`)];
      return { state: { ...row?.state, taken, welcomed: true }, replies, forget: false };
    }
    case 'stop': {
      const { remindAt: _, ...state } = row?.state ?? {};
      return {
        state: { ...state, taken, stopped: true },
        replies: [...again, message(`stopped ${id}`)],
        remindAt: null,
        forget: false,
      };
    }
    case 'remind': {
      const remindAt = at + remindedAfterMs;
      return {
        state: { ...row?.state, taken, remindAt },
        replies: [...again, message(`reminds after ${id}`)],
        remindAt,
        forget: false,
      };
    }
    case 'reminder': {
      const { remindAt, ...state } = row?.state ?? {};
      if (remindAt === undefined || Number(remindAt) > at) return undefined;
      return { state, replies: [message(`reminder of ${remindAt}`)], remindAt: null, forget: false };
    }
    case 'message':
      return {
        state: { ...row?.state, taken, stopped: false },
        replies: [...again, message(`${id} is number ${taken.length}`), message(`what next after ${id}?`)],
        forget: false,
      };
  }
};

/** The embedded Direct Line's way of writing a turn down: the echo first, each line with its position and time. */
const recordInLog =
  ({ id, kind }: Said) =>
  (attempt: Attempt, slot: Slot): Recorded => {
    const echo = kind === 'welcome' || kind === 'reminder' ? [] : [{ type: 'message', echo: id }];
    const log = [...echo, ...attempt.replies].map((activity, index) => ({
      ...activity,
      id: slot.position + index,
      timestamp: slot.stamp + index,
    }));
    return { answer: { id, position: slot.position }, log, outbox: [] };
  };

/** A connector's way: the replies go out; what the caller is told names the input. */
const recordForChannel =
  ({ id }: Said) =>
  (attempt: Attempt): Recorded => ({ answer: { id }, log: [], outbox: attempt.replies });

/** How to reach a remote conversation. */
export const referenceTo = (key: string): JsonObject => ({
  serviceUrl: 'https://channel.example/',
  conversation: key,
});

/** Where a conversation lives, as far as a turn cares. */
export type Door = Place['origin'];

/** An input for the engine, as its channel would make it. */
export const inputOf = (
  door: Door,
  key: string,
  said: Said,
  receivedAt: number,
  bot: Bot = tinyBot,
): TurnInput => ({
  key,
  ids: said.kind === 'reminder' ? [] : [`activity:${said.id}`, `client:${said.id}`],
  receivedAt,
  reference: door === 'connector' ? referenceTo(key) : null,
  begins: door === 'connector',
  attempt: (row) => bot({ ...said, at: receivedAt }, row),
  record: door === 'connector' ? recordForChannel(said) : recordInLog(said),
});

/** A script for the simulation, of inputs for the tiny bot; `copies` says how many times each is sent at once. */
export const scriptOf = (
  door: Door,
  key: string,
  inputs: readonly (Said & { readonly copies?: number })[],
  { atOnce = false, pauseMs = 0 } = {},
): Script => ({
  key,
  created: door === 'embedded',
  atOnce,
  pauseMs,
  reminder: (receivedAt) => inputOf(door, key, { id: '', kind: 'reminder' }, receivedAt),
  inputs: inputs.map(({ id, kind, copies = 1 }) => ({
    make: (receivedAt) => inputOf(door, key, { id, kind }, receivedAt),
    copies,
  })),
});
