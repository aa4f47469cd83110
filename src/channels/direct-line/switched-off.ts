import { HttpError } from '../http.ts';
import type { DirectLine } from './direct-line.ts';

/** How long a client that asks again should wait, in seconds. */
const retrySeconds = 600;

/** The operations as they answer while the operator has switched the chat off: all alike, and nothing is begun. */
export function switchedOff({ routes }: DirectLine): DirectLine {
  const refuse = async (): Promise<never> => {
    throw new HttpError(503, 'ChatSwitchedOff', 'The chat is switched off at the moment.', {
      'Retry-After': String(retrySeconds),
    });
  };
  return { routes: routes.map((route) => ({ ...route, body: 'none', handle: refuse })), upgrade: refuse };
}
