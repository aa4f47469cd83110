import { LatchkeyError } from '../../errors.ts';
import { HttpError } from '../http.ts';

/**
 * Failures of a turn as the protocol lists them. It knows no 503 at all, so a conversation that other servers changed
 * at every attempt is 429, as a busy one is: nothing was taken, and a client may send again.
 */
export function asListed(error: unknown): unknown {
  if (!(error instanceof LatchkeyError) || error.code !== 'TurnConflict') return error;
  return new HttpError(429, 'TooManyRequests', 'The conversation is busy; send it again.', {
    'Retry-After': '1',
  });
}

/** The same for the start of a conversation, of which the protocol lists 500 and no 502 (that is of sending only). */
export function asListedOfStart(error: unknown): unknown {
  if (!(error instanceof LatchkeyError) || error.code !== 'BotFailed') return error;
  return new HttpError(500, 'BotError', 'Failed to start the conversation: the bot failed.');
}
