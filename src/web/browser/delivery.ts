import { keepFresh } from './keep-fresh.ts';
import { createOutbox, type Outbox, type OutboxParts, type Outgoing } from './outbox.ts';
import type { Session } from './session.ts';
import type { DirectLine, Posted } from './web-chat.ts';

/** Where, in `channelData`, the outbox's id goes along within Web Chat; of its retries too, since they copy it. */
export const outboxKey = 'latchkey:outbox-id';

export interface DeliveryParts extends Omit<OutboxParts, 'post' | 'later'> {
  /** Gets another token for the session. */
  readonly renew: () => Promise<Session>;
}

/** How what is said in one view gets out. */
export interface Delivery {
  readonly outbox: Outbox;
  /** Gives up the connection; what is under way may still get through. */
  stop(): void;
}

/** Has what Web Chat posts go out in order, until it is through, and keeps the token good. */
export function deliverBy(
  directLine: DirectLine,
  session: Session,
  { renew, ...parts }: DeliveryParts,
): Delivery {
  const letGo = keepFresh(session.seconds, {
    renew,
    give: (token) => directLine.reconnect({ token, streamUrl: '' }),
    now: Date.now,
    later,
  });
  const outbox = createOutbox({ ...parts, later, post: postOnce(directLine) });
  directLine.postActivity = ({ channelData: { [outboxKey]: id = '', ...channelData } = {}, ...activity }) =>
    asPosted(outbox.send(id, { ...activity, channelData }));
  return {
    outbox,
    stop() {
      letGo();
      outbox.close();
    },
  };
}

const later = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** What the client tells of a post that got nowhere. */
const gotNowhere = 'retry';

/** Refusals that pass: too slow, too many. */
const passing = [408, 429];

/** Makes of the client's `postActivity` a call that posts once, and tells whether it got through; rejects when refused. */
function postOnce(directLine: DirectLine): (activity: Outgoing) => Promise<boolean> {
  const post = directLine.postActivity.bind(directLine);
  return (activity) =>
    new Promise((resolve, reject) => {
      post(activity).subscribe({
        next: (id) => resolve(id !== gotNowhere),
        error: (error: unknown) => (isPassing(error) ? resolve(false) : reject(error)),
      });
    });
}

/** One without a status is the client's own: it has ended, or could not connect. */
function isPassing(error: unknown): boolean {
  const status =
    typeof error === 'object' && error !== null ? (error as { readonly status?: unknown }).status : undefined;
  return typeof status !== 'number' || status < 400 || passing.includes(status);
}

/** Tells Web Chat of a post as its client would: it waits for any value, and then for the echo. */
const asPosted = (sent: Promise<void>): Posted => ({
  subscribe({ next, error }) {
    sent.then(() => next(''), error);
    return { unsubscribe: () => {} };
  },
});
