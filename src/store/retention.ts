import type { Clock } from '../clock.ts';
import { dayMs } from './days.ts';
import type { Store } from './store.ts';

/** Lets go of what is old, a little at a time. Any number of processes may do so on one database. */
export interface Retention {
  start(): void;
  /** Takes up nothing more; settles when the batch under way is done. */
  stop(): Promise<void>;
}

export interface RetentionOptions {
  readonly store: Pick<Store, 'removeIdle' | 'removeSeen'>;
  readonly clock: Clock;
  /** How long a conversation is kept after its last turn. */
  readonly retentionDays: number;
  /** Told of each conversation that was removed, by its key. */
  readonly removed: (key: string) => void;
  /** Told of an error of the store; what is left goes the next time. */
  readonly failed: (error: unknown) => void;
}

/** How long an input is known to be a repeat: over a weekend with the laptop shut. */
const seenDays = 3;

const sweepMs = 60 * 60_000;
/** Not at once: whoever starts the program has people waiting. */
const firstSweepMs = 60_000;
/** So few that no turn waits noticeably behind a batch. */
const conversationsAtOnce = 20;
const seenAtOnce = 200;
/** Leaves the database to the turns between two batches. */
const pauseMs = 200;

/** Makes the timer that sweeps once an hour, and goes on after a pause while there is more. */
export function createRetention(options: RetentionOptions): Retention {
  const { store, clock, retentionDays, removed, failed } = options;
  let cancel: (() => void) | undefined;
  let underWay: Promise<void> | undefined;
  let stopped = false;

  const batch = async (): Promise<boolean> => {
    const now = clock.now();
    const keys = await store.removeIdle(now - retentionDays * dayMs, conversationsAtOnce);
    for (const key of keys) removed(key);
    const count = await store.removeSeen(now - seenDays * dayMs, seenAtOnce);
    return keys.length === conversationsAtOnce || count === seenAtOnce;
  };

  const sweep = async (): Promise<void> => {
    const more = await batch().catch((error: unknown) => {
      failed(error);
      return false;
    });
    schedule(more ? pauseMs : sweepMs);
  };

  const schedule = (ms: number): void => {
    if (stopped) return;
    cancel = clock.after(ms, () => {
      underWay = sweep();
    });
  };

  return {
    start: () => schedule(firstSweepMs),
    async stop() {
      stopped = true;
      cancel?.();
      await underWay;
    },
  };
}
