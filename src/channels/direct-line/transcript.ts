import type { JsonObject } from '../../store/json.ts';
import type { Attempt, Recorded, Slot } from '../../turn/turn.ts';
import { activityId, channelId } from './ids.ts';

/** What is kept of the person's own activity; built anew from the allow-list of promise P4. */
export interface Echo {
  readonly type: 'message' | 'endOfConversation';
  readonly user: string;
  /** The redacted text. */
  readonly text: string;
  readonly clientActivityId: string | undefined;
  readonly locale: string | undefined;
  readonly localTimezone: string | undefined;
}

/** How attempts of one conversation are written into its log. */
export interface Transcript {
  readonly conversation: string;
  readonly botId: string;
  /** Stands in the place of a text that asked to be forgotten. */
  readonly forgetText: string;
}

/** Types that clients never get from the log: typing is live only, the rest is never shown (A6150). */
const unlogged = new Set(['typing', 'trace', 'delay', 'invokeResponse', 'conversationUpdate']);

/** Fields that the channel assigns (A2030, A2040) or that mean nothing to a client. */
const assigned = new Set([
  'id',
  'timestamp',
  'localTimestamp',
  'localTimezone',
  'channelId',
  'conversation',
  'from',
  'recipient',
  'replyToId',
  'serviceUrl',
  'callerId',
  'deliveryMode',
]);

/**
 * Writes an attempt down: the person's echo first, so that no client has to hold a reply back for want of what it
 * replies to, then the replies. The answer to the POST is the echo's id.
 *
 * @param echo undefined when the turn began with nothing the person sent (a welcome)
 */
export function record(
  { conversation, botId, forgetText }: Transcript,
  echo: Echo | undefined,
  attempt: Attempt,
  slot: Slot,
): Recorded {
  const placed = (offset: number): JsonObject => ({
    id: activityId(conversation, slot.position + offset),
    timestamp: new Date(slot.stamp + offset).toISOString(),
    channelId,
    conversation: { id: conversation },
  });
  const first: JsonObject[] = echo
    ? [{ ...placed(0), ...echoOf(attempt.forget ? { ...echo, text: forgetText } : echo) }]
    : [];
  const echoId = first[0]?.['id'];
  const replies = attempt.replies
    .filter(({ type }) => typeof type === 'string' && !unlogged.has(type))
    .map((reply, index) => ({
      ...placed(first.length + index),
      ...kept(reply),
      from: { id: botId, role: 'bot' },
      // A client holds back a reply to what it cannot see.
      ...(echoId === undefined ? {} : { replyToId: echoId }),
    }));
  return { answer: echoId === undefined ? null : { id: echoId }, log: [...first, ...replies], outbox: [] };
}

const echoOf = (echo: Echo): JsonObject => ({
  type: echo.type,
  from: { id: echo.user, role: 'user' },
  // Web Chat takes what has no format for Markdown.
  ...(echo.text === '' ? {} : { text: echo.text, textFormat: 'plain' }),
  ...(echo.locale === undefined ? {} : { locale: echo.locale }),
  ...(echo.localTimezone === undefined ? {} : { localTimezone: echo.localTimezone }),
  ...(echo.clientActivityId === undefined
    ? {}
    : { channelData: { clientActivityID: echo.clientActivityId } }),
});

/** A reply without what the channel assigns and without empty values (A2004, A3050). */
const kept = (reply: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(reply).filter(
      ([name, value]) =>
        !assigned.has(name) &&
        value !== undefined &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
