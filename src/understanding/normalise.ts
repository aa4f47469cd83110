import { fold } from './redaction/fold.ts';

/** No more of a text than this is looked at: its beginning and its end, in UTF-16 units. */
const firstUnits = 700;
const lastUnits = 300;

/** The beginning and the end of a text that is too long, with a full stop between. */
const cap = (text: string): string =>
  text.length <= firstUnits + lastUnits ? text : `${text.slice(0, firstUnits)} . ${text.slice(-lastUnits)}`;

/** Signs written for letters, where a word has letters besides: "c0de", "p@ssw0rd". */
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A word of letters and signs: one that is worth reading as letters. */
const mixed = /(?<![\p{L}\p{N}@$])(?=[\d@$!]*\p{L})(?=\p{L}*[\d@$!])[\p{L}\d@$!]{3,20}(?![\p{L}\p{N}@$])/gu;
/** Measures, times and numerals, which hold a digit by right: "24h", "2fa", "1st". */
const measure = /^\d+(?:\p{L}{1,3}|fach)$/u;
/** Versions and names that mostly do so: "mp3", "step1". */
const named = /^(?:\p{L}{1,3}\d+|\p{L}{4,}\d+)$|!$/u;

/** Letters that stand alone, one after the other: "s e n d", "c.o.d.e", "c-o-d-e". */
const spaced = /(?<![\p{L}\p{N}])[\p{L}\d](?:[ .*_\-·•]{1,2}[\p{L}\d](?![\p{L}\p{N}])){2,}/gu;

/** Any letter, three times or more. */
const repeated = /(\p{L})\1{2,}/gu;

/** How many letters a word may have that is found in letters run together. */
const maxWord = 14;

/** Letters run together, as the known words they begin with, longest first; what is no known word stays as it is. */
const segment = (letters: string, isKnown: (word: string) => boolean): string => {
  if (letters.length < 4 || isKnown(letters)) return letters;
  const words: string[] = [];
  for (let at = 0; at < letters.length; ) {
    let length = Math.min(maxWord, letters.length - at);
    while (length > 1 && !isKnown(letters.slice(at, at + length))) length--;
    words.push(letters.slice(at, at + length));
    at += length;
  }
  // Mostly single letters: these were no words run together.
  return words.length > letters.length / 2 ? letters : words.join(' ');
};

const unleet = (word: string, isKnown: (word: string) => boolean): string => {
  if (isKnown(word) || measure.test(word)) return word;
  if (named.test(word) && !isKnown(plainLeet(word))) return word;
  const letters = plainLeet(word);
  const withL = letters.replaceAll('i', 'l');
  return !isKnown(letters) && isKnown(withL) ? withL : letters;
};

const plainLeet = (word: string): string => word.replace(/[\d@$!]/gu, (sign) => leet[sign] ?? sign);

const unspace = (run: string, isKnown: (word: string) => boolean): string =>
  run
    .split(/ {2,}/u)
    .map((part) => segment(plainLeet(part.replace(/[^\p{L}\d]/gu, '')), isKnown))
    .join(' ');

/** What cannot be seen. */
const unseen = /\p{Cf}/gu;
const isDisguised = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const hasLatin = /[a-z]/iu;
const foreignWord = /[\p{L}\p{M}]+/gu;

/** Words that mix scripts, or that are look-alikes through and through beside Latin ones, become Latin. */
const unmask = (text: string): string => {
  if (!isDisguised.test(text) || !hasLatin.test(text)) return text;
  return text.replace(foreignWord, (word) => {
    if (!isDisguised.test(word)) return word;
    const folded = fold(word).text;
    return /^[a-z]+$/u.test(folded) ? folded : word;
  });
};

/**
 * Makes the function that takes the disguise off a text: width and style variants of letters, look-alikes of other
 * scripts, what cannot be seen, digits for letters, letters spaced out or repeated. Accents stay, for they carry the
 * tense. Of a long text the beginning and the end are kept. Linear; never throws.
 *
 * @param isKnown tells whether a plain word is known in any language
 */
export const createNormalise =
  (isKnown: (word: string) => boolean) =>
  (text: string): string => {
    let plain = cap(text).normalize('NFKC');
    // Some single characters become whole words.
    if (plain.length > 2 * (firstUnits + lastUnits)) plain = cap(plain);
    plain = unmask(plain.replace(unseen, '')).toLowerCase();
    return plain
      .replace(spaced, (run) => unspace(run, isKnown))
      .replace(mixed, (word) => unleet(word, isKnown))
      .replace(repeated, (_run, letter: string) => letter);
  };
