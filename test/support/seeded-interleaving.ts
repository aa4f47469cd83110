import type { Scheduler } from 'fast-check';
import type { Interleaving } from './simulation.ts';

/**
 * Lets fast-check decide who goes on next.
 *
 * @param batches how many go on before everybody has come to rest again, step by step; so that calls to the store meet
 */
export function seededInterleaving(scheduler: Scheduler, batches: Iterator<number>): Interleaving {
  return {
    pass: (point) => scheduler.schedule(Promise.resolve(), point),
    step: async () => {
      const waiting = scheduler.count();
      if (waiting === 0) return false;
      await scheduler.waitNext(Math.min(waiting, batches.next().value));
      return true;
    },
  };
}
