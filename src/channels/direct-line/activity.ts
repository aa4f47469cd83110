import { z } from 'zod';
import type { JsonObject } from '../../store/json.ts';
import { cleanText, readLocale, readSubmit, readTimezone } from '../activity-fields.ts';
import { HttpError } from '../http.ts';

/** What an activity of a client leads to (channels' table of activity types, column "embedded Direct Line"). */
export interface ClientActivity {
  readonly kind: 'message' | 'stop' | 'ignored';
  /** What the person typed, without control characters; raw, so it must be read and dropped at once. */
  readonly text: string;
  readonly from: string | undefined;
  /** The client's own id of the message, by which it knows its echo and we know a repeat. */
  readonly clientActivityId: string | undefined;
  readonly locale: string | undefined;
  readonly localTimezone: string | undefined;
  /** The choice that a card's button submitted, when it is one of ours. */
  readonly value: JsonObject | undefined;
}

const idLength = 200;
const clientActivityIdLength = 100;
/** Control characters, and halves of surrogate pairs, of which all would be stored as the same character. */
const refusedCharacter = /[\p{Cc}\p{Cs}]/u;

/** An id that a client gives; refused when it holds NUL or other characters that no id holds. */
export const id = (longest = idLength) =>
  z
    .string('must be a string')
    .max(longest, `must have at most ${longest} characters`)
    .refine((value) => !refusedCharacter.test(value), 'must hold no control characters');

const party = z.object({ id: id().nullish() }, 'must be an object').nullish();

/** Unknown fields are accepted and dropped (A2005); known ones must be what the activity schema says. */
export const clientActivity = z.object(
  {
    type: id(100).min(1, 'must not be empty'),
    id: id().nullish(),
    replyToId: id().nullish(),
    from: party,
    recipient: party,
    conversation: party,
    channelId: id().nullish(),
    text: z.string('must be a string').nullish(),
    locale: z.string('must be a string').nullish(),
    localTimezone: z.string('must be a string').nullish(),
    timestamp: z.string('must be a string').nullish(),
    attachments: z.array(z.unknown(), 'must be an array').nullish(),
    entities: z.array(z.unknown(), 'must be an array').nullish(),
    channelData: z
      .object({ clientActivityID: id(clientActivityIdLength).nullish() }, 'must be an object')
      .nullish(),
    value: z.unknown().optional(),
  },
  'must be one activity, an object',
);

/**
 * Reads an activity that a client posted.
 *
 * @throws HttpError 400: `MissingProperty` without a type, `BadArgument` for an activity that is not one
 */
export function readClientActivity(body: unknown): ClientActivity {
  const read = clientActivity.safeParse(body);
  if (!read.success) throw badActivity(body, read.error);
  const activity = read.data;
  if (activity.type === 'invoke') {
    throw new HttpError(400, 'BadArgument', 'Activities of type invoke are not taken on this channel.');
  }
  const kind = kinds.get(activity.type) ?? 'ignored';
  return {
    kind,
    text: cleanText(activity.text ?? ''),
    from: activity.from?.id || undefined,
    clientActivityId: activity.channelData?.clientActivityID || undefined,
    locale: readLocale(activity.locale),
    localTimezone: readTimezone(activity.localTimezone),
    value: kind === 'message' ? readSubmit(activity.value) : undefined,
  };
}

/** Every other type is accepted and ignored (A2014), and so are join events: start has greeted already. */
const kinds = new Map<string, ClientActivity['kind']>([
  ['message', 'message'],
  ['endOfConversation', 'stop'],
]);

function badActivity(body: unknown, error: z.ZodError): HttpError {
  const missing = typeof body === 'object' && body !== null && !Array.isArray(body) && !('type' in body);
  if (missing) return new HttpError(400, 'MissingProperty', 'The activity has no type.');
  const [issue] = error.issues;
  const path = issue?.path.join('.');
  return new HttpError(400, 'BadArgument', `The activity is not valid: ${path || 'it'} ${issue?.message}.`);
}
