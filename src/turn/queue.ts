import { LatchkeyError } from '../errors.ts';

/** Runs jobs of one key one after another, in the order they came, and jobs of different keys side by side. */
export interface TurnQueue {
  /**
   * Runs `job` when the jobs before it under `key` have ended, however they ended.
   *
   * @throws LatchkeyError `ConversationBusy` when too many wait already
   */
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Settles when no job is waiting or running. */
  idle(): Promise<void>;
}

interface Lane {
  tail: Promise<unknown>;
  length: number;
}

/** @param waitingAtMost how many jobs may be under way or waiting under one key */
export function createTurnQueue(waitingAtMost = 50): TurnQueue {
  const lanes = new Map<string, Lane>();

  const enqueue = <T>(lane: Lane, key: string, job: () => Promise<T>): Promise<T> => {
    const result = lane.tail.then(job);
    lane.length += 1;
    lane.tail = result
      .catch(() => undefined)
      .then(() => {
        lane.length -= 1;
        if (lane.length === 0) lanes.delete(key);
      });
    return result;
  };

  return {
    run(key, job) {
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), length: 0 };
      if (lane.length >= waitingAtMost) {
        return Promise.reject(
          new LatchkeyError(
            'ConversationBusy',
            'Too many messages of this conversation are waiting.',
            'Wait for the answers that are under way, then send again.',
          ),
        );
      }
      lanes.set(key, lane);
      return enqueue(lane, key, job);
    },
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map((lane) => lane.tail));
    },
  };
}
