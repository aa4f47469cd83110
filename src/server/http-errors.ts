import { HttpError, type HttpResponse } from '../channels/http.ts';
import { LatchkeyError } from '../errors.ts';

/** How errors that know no HTTP are answered: by their code. */
const answers: Readonly<
  Record<string, { status: number; code: string; message: string; retryAfter?: number }>
> = {
  ConversationUnknown: { status: 404, code: 'BadArgument', message: 'Unknown conversation.' },
  ConversationBusy: {
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many messages of this conversation are waiting.',
    retryAfter: 1,
  },
  TurnConflict: { status: 503, code: 'ServiceError', message: 'Try again in a moment.', retryAfter: 1 },
  StoreUnavailable: { status: 503, code: 'ServiceError', message: 'Try again in a moment.', retryAfter: 2 },
  BotFailed: { status: 502, code: 'BotError', message: 'Failed to send activity: the bot failed.' },
};

/**
 * Makes an error into an answer in the protocol's error shape. Whatever is not known here is a 500 that says nothing of
 * itself: no message, no stack.
 */
export function errorResponse(error: unknown): HttpResponse {
  if (error instanceof HttpError) return errorBody(error.status, error.code, error.message, error.headers);
  const known = error instanceof LatchkeyError ? answers[error.code] : undefined;
  if (!known) return errorBody(500, 'ServiceError', 'Something went wrong here.');
  const headers: Record<string, string> =
    known.retryAfter === undefined ? {} : { 'Retry-After': String(known.retryAfter) };
  return errorBody(known.status, known.code, known.message, headers);
}

/** The shape of every error of the Direct Line protocol, which this server keeps for all its addresses. */
const errorBody = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({ status, headers, body: { error: { code, message } } });
