import type { Clock } from '../../clock.ts';
import { LatchkeyError } from '../../errors.ts';

/**
 * Runs `work` for at most `ms` milliseconds.
 *
 * @throws LatchkeyError `ConnectorTimeout` when it takes longer; it is told so by its signal, and no longer waited for
 */
export async function within<T>(
  clock: Pick<Clock, 'after'>,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let cancel = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(ms, () => {
      reject(connectorTimeout());
      controller.abort();
    });
  });
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } finally {
    cancel();
  }
}

export const connectorTimeout = (): LatchkeyError =>
  new LatchkeyError(
    'ConnectorTimeout',
    'The connector did not answer in time.',
    'If this goes on, check the way to the channel.',
  );
