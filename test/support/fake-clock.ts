import { setImmediate as nextRound } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /**
   * Lets `ms` milliseconds pass: runs what falls due on the way, each at its own time and in order, and lets the
   * promises that hang on it settle before the next.
   */
  advance(ms: number): Promise<void>;
  /** Lets everything that is ready run, while no time passes. */
  settle(): Promise<void>;
  /** When the next pending call is due, in ms since 1970; undefined when none is pending. */
  next(): number | undefined;
}

interface Pending {
  readonly at: number;
  readonly action: () => void;
}

/** A store write takes one round of the event loop, and a delivery a few of them. */
const rounds = 40;

/** An ordinary morning, so that a printed time is easy to read. */
const startMs = Date.UTC(2030, 0, 7, 9);

/**
 * @param start where the clock stands at first, in ms since 1970
 * @param isBusy true while something is under way that takes its own time, and that all of this waits for
 */
export function createFakeClock(start = startMs, isBusy: () => boolean = () => false): FakeClock {
  let now = start;
  const pending = new Set<Pending>();

  const earliest = (): Pending | undefined =>
    [...pending].reduce<Pending | undefined>(
      (first, one) => (first && first.at <= one.at ? first : one),
      undefined,
    );

  const settle = async (): Promise<void> => {
    for (let round = 0; round < rounds; round = isBusy() ? 0 : round + 1) await nextRound();
  };

  return {
    now: () => now,
    after(ms, action) {
      const one: Pending = { at: now + Math.max(0, ms), action };
      pending.add(one);
      return () => pending.delete(one);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let due = earliest(); due && due.at <= end; due = earliest()) {
        now = Math.max(now, due.at);
        pending.delete(due);
        due.action();
        await settle();
      }
      now = end;
      await settle();
    },
    settle,
    next: () => earliest()?.at,
  };
}
