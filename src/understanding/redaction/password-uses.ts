import {
  endsClause,
  isStrong,
  isToken,
  passwordSpan,
  plainForm,
  trimmedEnd,
  type Word,
  wordsFrom,
} from './password-words.ts';
import type { Span } from './span.ts';
import { afterUse, asFillers, changeWords, owners, typeWords, useWords } from './vocabulary/passwords.ts';
import { tellsAbout } from './vocabulary/told-about.ts';

/** How far before the name of a password a sentence about its use may begin, in characters. */
const reach = 120;
const minLength = 4;
const ownerWords = `(?:(?:${owners})[ -]){0,3}$`;

/** What stands before "… is my password", "… als Passwort": the value, in quotation marks or one word. */
const reversed = new RegExp(
  `(?:(["“„«'])([^"“”„»'\\n]{1,64})["”“»']|(\\S{3,64}?)),? (is|was|es|era|fue|ist|war|as|como|als) ${ownerWords}`,
  'u',
);
const uses = new RegExp(`(?<![\\p{L}\\p{N}])(?:${useWords}) ${ownerWords}`, 'u');
const asIt = new RegExp(`(?<![\\p{L}\\p{N}])(as|como|als|de|for|por) ${ownerWords}`, 'u');
const useWord = new RegExp(`(?<![\\p{L}\\p{N}])(?:${useWords})(?![\\p{L}\\p{N}])`, 'u');
const typeWord = new RegExp(`(?<![\\p{L}\\p{N}])(?:${typeWords})(?![\\p{L}\\p{N}])`, 'u');
const changes = new RegExp(`(?<![\\p{L}\\p{N}])(?:${changeWords}) ${ownerWords}`, 'u');
const toIt = /^ (?:to|a|por|auf|in|zu) /;
const fillers = new RegExp(`^(?: (?:${asFillers}|${useWords})(?![\\p{L}\\p{N}])){0,5}`, 'u');
/** A word behind an article names a thing: "the problem is my password". */
const article =
  /(?:^|\s)(?:the|an?|this|that|your|el|la|los|las|un|una|este|esta|der|die|das|dem|den|ein|eine|einen|mein|meine|my|mi|tu|su|kein|keine|no|vom|von|zum|beim|del|al|of)$/;

/** "hunter2 is my password", "I use bluebird as my password", "Gatito ist mein Passwort". */
export const valueBefore = (text: string, cueStart: number): Span | undefined => {
  const from = Math.max(0, cueStart - reach);
  const before = text.slice(from, cueStart);
  const match = reversed.exec(before);
  if (match === null) return undefined;
  const value = (match[2] ?? match[3]) as string;
  if (isToken(value) || tellsAbout(plainForm(value))) return undefined;
  const start = from + match.index;
  const span = passwordSpan(start, start + (match[3]?.length ?? value.length + 2));
  if (match[2] !== undefined || isStrong(value)) return span;
  const lead = before.slice(0, match.index).trimEnd();
  const told = !/^(?:as|como|als)$/.test(match[4] as string) || useWord.test(lead) || typeWord.test(lead);
  return told && !article.test(lead) && /\p{L}/u.test(value) ? span : undefined;
};

/** "I changed my password to bluebird", "habe mein Passwort auf Blauvogel geändert". */
const valueOfChange = (text: string, before: string, cueEnd: number): Span | undefined => {
  const to = toIt.exec(text.slice(cueEnd, cueEnd + minLength + 2));
  if (to === null || !changes.test(before)) return undefined;
  const [value] = wordsFrom(text, cueEnd + to[0].length);
  return isPlainValue(value) && !value.text.endsWith('?')
    ? passwordSpan(value.start, trimmedEnd(value))
    : undefined;
};

const isPlainValue = (word: Word | undefined): word is Word =>
  word !== undefined &&
  !isToken(word.text) &&
  plainForm(word.text).length >= minLength &&
  !tellsAbout(plainForm(word.text));

/** "I use the password bluebird for everything", "als Passwort nehme ich Blauvogel". */
export const valueInUse = (text: string, cueStart: number, cueEnd: number): Span | undefined => {
  if (text[cueEnd] !== ' ') return undefined;
  const before = text.slice(Math.max(0, cueStart - reach), cueStart);
  const as = asIt.exec(before);
  if (as !== null) {
    const filler = fillers.exec(text.slice(cueEnd, cueEnd + reach))?.[0] ?? '';
    const [value] = wordsFrom(text, cueEnd + filler.length);
    // "De contraseña tengo X"; but "uso la app de contraseñas" is about something else.
    const isUse =
      useWord.test(filler) ||
      (/^(?:as|como|als)$/.test(as[1] as string) && useWord.test(before) && !/[.!?]\s/.test(before));
    return isUse && isPlainValue(value) ? passwordSpan(value.start, trimmedEnd(value)) : undefined;
  }
  const changed = valueOfChange(text, before, cueEnd);
  if (changed !== undefined || !uses.test(before)) return changed;
  const [value, next] = wordsFrom(text, cueEnd);
  if (!isPlainValue(value)) return undefined;
  const ends = next === undefined || endsClause(value, text) || afterUse.has(plainForm(next.text));
  return ends && !value.text.endsWith('?') ? passwordSpan(value.start, trimmedEnd(value)) : undefined;
};
