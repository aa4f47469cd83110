import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';

/**
 * The store cannot serve now: the database is away, restarts, or somebody holds what is needed. What was asked of it may
 * have been done or not.
 */
export const storeUnavailable = (cause: unknown): LatchkeyError =>
  new LatchkeyError(
    'StoreUnavailable',
    'The database cannot serve now.',
    'Nothing is lost: ask again. If it lasts, see whether the database that DATABASE_URL names is up and can be reached.',
    cause,
  );

const isUnavailable = (error: unknown): boolean =>
  error instanceof LatchkeyError && error.code === 'StoreUnavailable';

const firstPauseMs = 50;
const greatestPauseMs = 500;

/**
 * Does `work`, and does it again with growing pauses while the store cannot serve.
 *
 * @param patienceMs after this long, in ms, the error is thrown
 * @param work must be such that doing it twice comes to the same as doing it once
 */
export async function patiently<T>(clock: Clock, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = clock.now() + patienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, greatestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error) || clock.now() + pauseMs > deadline) throw error;
      await new Promise<void>((done) => clock.after(pauseMs, done));
    }
  }
}
