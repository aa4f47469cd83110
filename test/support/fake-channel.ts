import type { LeasedMessage } from '../../src/store/store.ts';
import type { SendResult } from '../../src/turn/outbox.ts';

/** What a channel does with one sending: whether the person sees the message, and what the sender hears. */
export interface Handling {
  readonly arrives: boolean;
  readonly result: SendResult;
}

export const delivers: Handling = { arrives: true, result: { kind: 'delivered' } };
/** 429 or a refused connection. */
export const refuses: Handling = { arrives: false, result: { kind: 'refused' } };
export const refusesUntil = (retryAfterMs: number): Handling => ({
  arrives: false,
  result: { kind: 'refused', retryAfterMs },
});
/** 5xx, time-out or reset, before the message was taken or after. */
export const losesTrack = (arrives: boolean): Handling => ({ arrives, result: { kind: 'doubtful' } });
export const rejects: Handling = { arrives: false, result: { kind: 'rejected' } };
/** 403. */
export const ends: Handling = { arrives: false, result: { kind: 'referenceEnded' } };

/** A remote channel that does what a test tells it to, and remembers what it saw. */
export interface FakeChannel {
  readonly send: (message: LeasedMessage) => Promise<SendResult>;
  /** Handles the next sendings so, in turn; after them, every message is delivered. */
  next(...handlings: readonly Handling[]): void;
  /** Handles every sending so from now on, after those given to `next`. */
  always(handle: (message: LeasedMessage) => Handling): void;
  /** The texts that the person has been shown, in order. */
  shown(key?: string): readonly unknown[];
  /** Every message that the person has been shown, in order. */
  readonly arrived: readonly LeasedMessage[];
  /** Every message that it said it would never take. */
  readonly rejected: readonly LeasedMessage[];
  /** Every sending, whatever came of it. */
  readonly sendings: readonly LeasedMessage[];
}

export function createFakeChannel(): FakeChannel {
  const coming: Handling[] = [];
  const arrived: LeasedMessage[] = [];
  const rejected: LeasedMessage[] = [];
  const sendings: LeasedMessage[] = [];
  let otherwise = (_: LeasedMessage): Handling => delivers;
  return {
    send: async (message) => {
      sendings.push(message);
      const { arrives, result } = coming.shift() ?? otherwise(message);
      if (arrives) arrived.push(message);
      if (result.kind === 'rejected') rejected.push(message);
      return result;
    },
    next: (...handlings) => {
      coming.push(...handlings);
    },
    always: (handle) => {
      otherwise = handle;
    },
    shown: (key) =>
      arrived
        .filter((message) => key === undefined || message.key === key)
        .map(({ activity }) => activity['text']),
    arrived,
    rejected,
    sendings,
  };
}
