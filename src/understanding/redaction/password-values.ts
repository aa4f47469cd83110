import {
  endsClause,
  isStrong,
  isToken,
  maxWords,
  passwordSpan,
  plainForm,
  trimmedEnd,
  type Word,
  wordsFrom,
} from './password-words.ts';
import type { Span } from './span.ts';
import { skipWords } from './vocabulary/passwords.ts';
import { spokenAbout, tellsAbout } from './vocabulary/told-about.ts';

/** Fewer words than this, the first of them an ordinary adjective, are no passphrase. */
const minPassphrase = 4;
/** How much of the clause before the name of a password is looked at, in characters. */
const maxBefore = 300;
const clauseEnd = /[\n;]|[.!?](?=\s|$)|,(?=\s)/;

const quoted = /^[\s:]{0,3}(["'«“„‚‘`])(?!\[)([^"'»”“’‘`\n]{1,64})["'»”“’‘`]/;

/** A value in quotation marks, with the spaces in it. */
const valueInQuotes = (text: string, from: number): Span | undefined => {
  const match = quoted.exec(text.slice(from, from + 80));
  if (match === null || (match[2] as string).split(' ').every((word) => tellsAbout(plainForm(word))))
    return undefined;
  return passwordSpan(from + match[0].indexOf(match[1] as string), from + match[0].length);
};

/** The first token that is strong by itself, within the words that follow, up to the end of the clause. */
const strongAhead = (words: readonly Word[], from: number, text: string): Span | undefined => {
  for (const word of words.slice(from, from + maxWords)) {
    if (isToken(word.text)) return undefined;
    if (isStrong(word.text)) return passwordSpan(word.start, word.end);
    if (endsClause(word, text)) return undefined;
  }
  return undefined;
};

/** The word at `from`, and those behind it as far as they belong to it. */
const extend = (
  text: string,
  words: readonly Word[],
  from: number,
  goesOn: (word: string) => boolean,
): Span => {
  let last = words[from] as Word;
  for (const word of words.slice(from + 1, from + maxWords)) {
    if (endsClause(last, text) || !goesOn(word.text)) break;
    last = word;
  }
  return passwordSpan((words[from] as Word).start, trimmedEnd(last));
};

const isValue = (word: string): boolean => !isToken(word) && !tellsAbout(plainForm(word));

/** "correct horse battery staple": words of which none but the first is one that tells about a password. */
const passphrase = (text: string, words: readonly Word[], from: number): Span | undefined => {
  const rest = words.slice(from + 1, from + minPassphrase);
  const plain = rest.every((word) => word.text.length > 3 && isValue(word.text));
  if (rest.length < minPassphrase - 1 || !plain || endsClause(words[from] as Word, text)) return undefined;
  return extend(text, words, from, isValue);
};

/**
 * What follows "password is": the words of the password, or nothing when the words only tell about it.
 *
 * @param certain true when a sign ("password:") says that what follows is one, whatever the word
 */
export const valueAfterLink = (text: string, from: number, certain: boolean): Span | undefined => {
  const inQuotes = valueInQuotes(text, from);
  if (inQuotes !== undefined) return inQuotes;
  const words = wordsFrom(text, from);
  const isSkipped = ({ text: word }: Word) => skipWords.has(plainForm(word)) && !isStrong(word);
  const i = words.findIndex((word) => !isSkipped(word));
  const first = words[i];
  if (first === undefined || isToken(first.text) || !/[\p{L}\p{N}#$%^&!@+=]/u.test(first.text))
    return undefined;
  if (isStrong(first.text)) return extend(text, words, i, (word) => isStrong(word) || /^\d+$/.test(word));
  if (tellsAbout(plainForm(first.text)) && !(certain && words.length === i + 1))
    return strongAhead(words, i, text) ?? passphrase(text, words, i);
  return extend(text, words, i, isValue);
};

/** Nobody talks about a "pw" at length: a word behind it is one. */
const short = /^(?:pwd?|p\/w|passwd|mdp)$/;

/** "password hunter2", "pw sunshine": no "is", so only a strong token, or a bare pair of words, counts. */
export const valueWithoutLink = (text: string, cueStart: number, from: number): Span | undefined => {
  const words = wordsFrom(text, from);
  const inQuotes = text[from] === ' ' ? valueInQuotes(text, from) : undefined;
  const strong = inQuotes ?? strongAhead(words, 0, text);
  if (strong !== undefined) return strong;
  const first = words[0];
  if (first === undefined || isToken(first.text) || text[from] !== ' ') return undefined;
  const before =
    text
      .slice(Math.max(0, cueStart - maxBefore), cueStart)
      .split(clauseEnd)
      .at(-1) ?? '';
  const lastOfClause = words[1] === undefined || endsClause(first, text);
  if (!lastOfClause || tellsAbout(plainForm(first.text)) || plainForm(first.text).length < 4)
    return undefined;
  if (/[?]$/.test(first.text) || spokenAbout.test(before)) return undefined;
  if (!short.test(text.slice(cueStart, from)) && before.trim().split(/\s+/).length > 3) return undefined;
  return passwordSpan(first.start, trimmedEnd(first));
};
