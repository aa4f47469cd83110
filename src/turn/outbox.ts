import type { Clock } from '../clock.ts';
import type { DeliveryOutcome, LeasedMessage, Store } from '../store/store.ts';
import { createLookout } from './lookout.ts';

/** What a channel says of one sending. */
export type SendResult =
  | { readonly kind: 'delivered' }
  /** Surely not delivered and worth another try: 429, a refused connection. */
  | { readonly kind: 'refused'; readonly retryAfterMs?: number }
  /** Nobody knows whether it was delivered: 5xx, time-out, reset. */
  | { readonly kind: 'doubtful' }
  /** The channel will never take this message. */
  | { readonly kind: 'rejected' }
  /** The conversation takes no more messages at all (403). */
  | { readonly kind: 'referenceEnded' };

/** What is known of the messages of a conversation that wait to be delivered. */
export interface Waiting {
  /** The oldest, when it is leased to this process already. */
  readonly leased?: LeasedMessage;
  /** There may be others. */
  readonly more: boolean;
}

/** Delivers what turns have left for remote channels: leased, in order within a conversation, with patience. */
export interface Outbox {
  /** Delivers what is due in one conversation, soon. @param waiting what is known; unless told there may be messages */
  wake(key: string, waiting?: Waiting): void;
  /** In how many conversations messages are being delivered just now. */
  readonly underWay: number;
  /** Begins to look for messages that other processes or earlier lives of this one have left. */
  start(): void;
  /** Stops taking up messages; settles when those under way are settled. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  readonly store: Pick<Store, 'lease' | 'settle' | 'nextDue'>;
  readonly clock: Clock;
  /** From 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  /** Sends one message. Must not throw. */
  readonly send: (message: LeasedMessage) => Promise<SendResult>;
  /** Told of each message that was given up. */
  readonly dropped: (message: LeasedMessage, why: SendResult['kind'] | 'tooOld') => void;
  /** Told of an error of the store; the messages stay where they are. */
  readonly failed: (error: unknown) => void;
}

/** Longer than a sending can take (10 s), so that a lease runs out only when its holder is gone. */
export const leaseMs = 30_000;
/** What could not be delivered for an hour is dropped. */
const patienceMs = 60 * 60_000;
/** After this many sendings of unknown outcome a message is not sent again. */
const doubtfulAtMost = 2;
const firstDelayMs = 1_000;
const greatestDelayMs = 60_000;
/** How long a message of another process can lie before this one looks for it. */
const sweepMs = 30_000;
const sweepAtOnce = 20;
/** When to look again for what stands behind messages that another process is delivering just now. */
const behindMs = 500;

/** The deliveries of one conversation, one after another. */
interface Lane {
  /** Leased, and next in turn. */
  next: LeasedMessage | undefined;
  /** There may be others to lease. */
  more: boolean;
}

/** Makes the outbox. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, failed } = options;
  const lanes = new Map<string, Lane>();

  /** Delivers a message, and leases the one behind it in the write that settles it, if there may be one. */
  const deliver = async (message: LeasedMessage, lane: Lane): Promise<LeasedMessage | undefined> => {
    const outcome = await attempt(message, options);
    const asks = lane.more && !lookout.isStopped();
    lane.more = false;
    const next = await store.settle(message, outcome, asks ? leaseMs : undefined);
    if (outcome.kind === 'again') lookout.lookAt(outcome.dueAt);
    return next;
  };

  const leaseOne = async (key: string, lane: Lane): Promise<LeasedMessage | undefined> => {
    lane.more = false;
    const [message] = await store.lease(clock.now(), leaseMs, 1, key);
    return message;
  };

  const pump = async (key: string, { leased, more }: Waiting): Promise<void> => {
    const underWay = lanes.get(key);
    if (underWay) {
      // Of two leases of the same message the later one holds.
      underWay.next = leased ?? underWay.next;
      underWay.more ||= more;
      return;
    }
    const lane: Lane = { next: leased, more };
    lanes.set(key, lane);
    let isIdle = true;
    try {
      while (lane.next || (lane.more && !lookout.isStopped())) {
        const message = lane.next;
        lane.next = undefined;
        const next = await (message ? deliver(message, lane) : leaseOne(key, lane));
        // A turn may have handed over one of its own meanwhile: then there was nothing to lease before that.
        lane.next ??= next;
        lane.more ||= next !== undefined;
        if (message) isIdle = false;
      }
    } finally {
      lanes.delete(key);
    }
    // What another process delivers just now it will not look behind.
    if (isIdle) lookout.lookAt(clock.now() + behindMs);
  };

  const sweep = async (): Promise<void> => {
    const messages = await store.lease(clock.now(), leaseMs, sweepAtOnce);
    // Each tracked by itself: where one fails, the others are still under way.
    await Promise.all(
      messages.map((message) => lookout.track(pump(message.key, { leased: message, more: true }))),
    );
    if (lookout.isStopped()) return;
    // Due messages beyond this sweep make the next one immediate.
    const next = (await store.nextDue()) ?? Number.POSITIVE_INFINITY;
    lookout.lookAt(Math.min(Math.max(next, clock.now()), clock.now() + sweepMs));
  };

  const lookout = createLookout({ clock, look: sweep, failed });
  return {
    wake: (key, waiting = { more: true }) => {
      const isAnything = waiting.leased !== undefined || waiting.more;
      if (isAnything && !lookout.isStopped()) void lookout.track(pump(key, waiting));
    },
    get underWay() {
      return lanes.size;
    },
    start: () => lookout.lookAt(clock.now()),
    stop: lookout.stop,
  };
}

/** Sends a message unless its time is over, and says what is to become of it. */
async function attempt(message: LeasedMessage, options: OutboxOptions): Promise<DeliveryOutcome> {
  const { clock, random, send, dropped } = options;
  if (message.doubtful >= doubtfulAtMost) {
    dropped(message, 'doubtful');
    return { kind: 'dropped' };
  }
  if (clock.now() - message.queuedAt >= patienceMs) {
    dropped(message, 'tooOld');
    return { kind: 'dropped' };
  }
  const result = await send(message);
  switch (result.kind) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'rejected':
      dropped(message, 'rejected');
      return { kind: 'dropped' };
    case 'referenceEnded':
      dropped(message, 'referenceEnded');
      return { kind: 'referenceEnded' };
    case 'doubtful':
      if (message.doubtful + 1 >= doubtfulAtMost) {
        dropped(message, 'doubtful');
        return { kind: 'dropped' };
      }
      return { kind: 'again', dueAt: clock.now() + firstDelayMs, doubtful: true };
    case 'refused': {
      const backOff = Math.min(greatestDelayMs, firstDelayMs * 2 ** message.refused);
      const delay = result.retryAfterMs ?? backOff * (0.5 + random() / 2);
      return { kind: 'again', dueAt: clock.now() + Math.ceil(delay), doubtful: false };
    }
  }
}
