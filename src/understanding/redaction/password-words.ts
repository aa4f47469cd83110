import type { Span } from './span.ts';

/** A word of a folded text, and where it stands. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** No more than this is read behind the name of a password, in characters and in words. */
const maxCharacters = 300;
const maxRead = 10;
/** As many words as a passphrase may have. */
export const maxWords = 6;

/** Ordinary words with digits or signs in them, which are no password. */
const ordinary =
  /^(?:\d?x?[23]\s?-?(?:fa|sv|step|factor|faktor|schritt|stufen|pasos)\p{L}*|0x[0-9a-f]+|(?:office|outlook|windows|win|microsoft|m|iphone|galaxy|android|ios)-?\d{1,4}|xbox\w*|\d{1,3}%|covid-?19|\d{1,4}(?:h|hr|hrs|hours?|d|days?|w|weeks?|min|mins|m|k|am|pm|st|nd|rd|th|s|x|p|g|gb|mb|mal|fach|er|veces|horas?|dias?|std|tage?|uhr)|https?:\S*|www\.\S*|\w+\.(?:com|net|org|de|es|at|ch|mx|ar)\S*)$/u;

/** True for a token that looks like a password whatever stands around it. */
export const isStrong = (token: string): boolean => {
  const core = token.replace(/^["'(«“„‚¡¿]+|["')»”“.,!?;:]+$/g, '');
  if (core.length < 4 || ordinary.test(core)) return false;
  if (/\p{L}/u.test(core) && /\d/.test(core)) return true;
  return /[^\s"'.,?;:()/-][#$%^&*!@_+=~\\|<>{}]|[#$%^&*!@_+=~\\|<>{}][^\s"'.,!?;:()/-]/.test(core);
};

/** The words that stand from an index on: as many as may matter. */
export const wordsFrom = (text: string, from: number): Word[] => {
  const words: Word[] = [];
  for (const match of text.slice(from, from + maxCharacters).matchAll(/\S+/g)) {
    words.push({ text: match[0], start: from + match.index, end: from + match.index + match[0].length });
    if (words.length > maxRead) break;
  }
  return words;
};

/** A word without the signs around it. */
export const plainForm = (word: string): string => word.replace(/[^\p{L}\p{N}-]/gu, '');

export const endsClause = (word: Word, text: string): boolean =>
  /[.!?;,]$/.test(word.text) || text[word.end] === '\n';

/** True for what redaction itself has put there. */
export const isToken = (word: string): boolean => /^\[(?:code|password|recovery|email|phone|card)/.test(word);

export const passwordSpan = (start: number, end: number): Span => ({ start, end, kind: 'password' });

/** Where a word ends: a comma or full stop that only ends the clause stays outside. */
export const trimmedEnd = (word: Word): number =>
  word.text.length > 2 && /[\p{L}\p{N}][.,;]$/u.test(word.text) ? word.end - 1 : word.end;
