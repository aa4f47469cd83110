import type { SendResult } from '../../turn/outbox.ts';

/** The connection was never made, so nothing can have been delivered. */
const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const longestWaitMs = 60 * 60_000;

/**
 * Says what an HTTP status means for a message.
 *
 * @param retryAfter the `Retry-After` header
 * @param now in ms since 1970
 */
export function resultOfStatus(status: number, retryAfter: string | undefined, now: number): SendResult {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  // A credential that is refused today is mended tomorrow; that must not cost a person's messages.
  if (status === 401) return { kind: 'refused' };
  if (status === 403) return { kind: 'referenceEnded' };
  if (status === 429) {
    const retryAfterMs = readRetryAfter(retryAfter, now);
    return retryAfterMs === undefined ? { kind: 'refused' } : { kind: 'refused', retryAfterMs };
  }
  // The channel may have taken the message before it failed, or before it lost patience.
  // Teams lists 412 beside them as passing.
  if (status === 408 || status === 412 || status >= 500) return { kind: 'doubtful' };
  // The rest will be the same next time, redirects included: a reply goes where the authenticated activity said.
  return { kind: 'rejected' };
}

/** Says what an error without an answer means for a message. */
export function resultOfError(error: unknown): SendResult {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return { kind: typeof code === 'string' && neverSent.has(code) ? 'refused' : 'doubtful' };
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), as ms from now; at most an hour. */
function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestWaitMs, Math.max(0, Math.ceil(ms)));
}
