import { z } from 'zod';
import type { JsonObject } from '../store/json.ts';
import { isChoiceOf, isQuestionId } from '../understanding/questions.ts';

const idLength = 1000;

/**
 * An id of a channel. Ids become parts of keys and of addresses, so control characters and halves of surrogate pairs
 * (which no address and no database can hold) are refused, and so are the two names that mean a place in a path.
 */
export const id = z
  .string('must be a string')
  .min(1, 'must not be empty')
  .max(idLength, `must have at most ${idLength} characters`)
  .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), 'must hold no control characters')
  .refine((value) => value !== '.' && value !== '..', 'must be an id');

/** Line breaks and tabs are text; all other control characters, NUL before all, are not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A text without control characters, and well formed: half a surrogate pair cannot be stored as UTF-8. */
export const cleanText = (text: string): string =>
  text.replace(controlCharacters, '').replace(/\p{Cs}/gu, '\ufffd');

/**
 * The language, script and region of a language tag; an unknown or broken one is no language, never an error (A3020). All
 * else goes: a tag has private parts, which can hold any word (promise P4).
 */
export function readLocale(locale: unknown): string | undefined {
  if (typeof locale !== 'string' || locale.length > 35) return undefined;
  try {
    const { language, script, region } = new Intl.Locale(locale);
    return [language, script, region].filter((part) => part !== undefined).join('-');
  } catch {
    return undefined;
  }
}

/** The name of a time zone that this machine knows. */
export function readTimezone(zone: string | null | undefined): string | undefined {
  if (!zone || zone.length > 64) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** A time as ISO 8601 has it; anything else is no time, and never a reason to refuse an activity (A2043). */
export const readTime = (time: unknown): string | undefined =>
  typeof time === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/.test(time) &&
  !Number.isNaN(Date.parse(time))
    ? time
    : undefined;

const submit = z.object({
  question: z.string(),
  choice: z.string(),
  turn: z
    .union([
      z.int().nonnegative(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .optional(),
});

/** What a card's `Action.Submit` carries, when it is one of ours; anything else in `value` is dropped (promise P4). */
export function readSubmit(value: unknown): JsonObject | undefined {
  const read = submit.safeParse(value);
  if (!read.success || !isQuestionId(read.data.question)) return undefined;
  return isChoiceOf(read.data.question, read.data.choice) ? read.data : undefined;
}

const submittedWords = z.object({ text: z.string().max(200) });

/** The words that a card's button without an answer hands in: a message like any other, to be read like typed ones. */
export function readSubmittedWords(value: unknown): string | undefined {
  const read = submittedWords.safeParse(value);
  return read.success ? read.data.text : undefined;
}

const clientActivity = z.object({
  clientActivityID: z.string().regex(/^[\x21-\x7e]{1,100}$/),
});

/** The id by which a Web Chat client knows its own message, when there is a sound one. */
export function readClientActivityId(channelData: unknown): string | undefined {
  const read = clientActivity.safeParse(channelData);
  return read.success ? read.data.clientActivityID : undefined;
}
