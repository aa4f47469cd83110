/** How strongly a text is broken before a word: not at all, as by a comma, as by a full stop. */
export type Break = 0 | 1 | 2;

/** A text as words in their plain form: lower-case, without accents or apostrophes, contractions written out. */
export interface Words {
  readonly words: readonly string[];
  /** What breaks the text before each word; before the first it counts as a full stop. */
  readonly breaks: readonly Break[];
  /** For each word, the number of the piece that it was read from. */
  readonly origins: readonly number[];
  /** For each word: whether it stands in a clause that asks ("how do I …", "can I …"), not tells. */
  readonly asks: readonly boolean[];
  /** True when a question mark stands anywhere. */
  readonly questionMark: boolean;
}

/** No more words than this are read of one text: the first ones and the last ones. */
const firstWords = 120;
const lastWords = 60;

const piece =
  /\[(code|password|recovery code|email|phone|card)\]|[\p{L}\p{N}\p{M}]+(?:['’‘`´ʼ]\p{L}+)*|\p{Extended_Pictographic}|\.(?=[\s."')]|$)|[!?;\n…。！？]|[,:()"“”]|(?<=\s)[-–—]+(?=\s)/gu;
const hyphened = /(?<![\p{L}\p{N}])(e|wi|on|off|log|sign)-(?=mail|fi\b|line)/gu;

const ofWords = /[\p{L}\p{N}]/u;

/** True for a text that is more than pictures and marks. */
export const hasWords = (text: string): boolean => ofWords.test(text);

const picture = /^\p{Extended_Pictographic}/u;
/** The first character that can be a picture: the sign of copyright. */
const firstPicture = 0xa9;

/** True for a word that is a picture. */
export const isPicture = (word: string): boolean => word.charCodeAt(0) >= firstPicture && picture.test(word);

/** What two texts share that differ in case, punctuation, spacing and pictures only: their words, in a row. */
export const wordsKey = (words: readonly string[]): string =>
  words.filter((word) => !isPicture(word)).join(' ');

const alreadyPlain = /^[a-z0-9]+$/;
const ascii = /^\p{ASCII}*$/u;
const marks = /\p{M}+/gu;

/** One word in its plain form. */
export const plainWord = (word: string): string => {
  if (alreadyPlain.test(word)) return word;
  const lower = word.toLowerCase().replace(/['’‘`´ʼ]/gu, '');
  return ascii.test(lower) ? lower : lower.normalize('NFKD').replace(marks, '').replaceAll('ß', 'ss');
};

/** A word as it stands in a text. */
export interface Piece {
  /** In lower case, with its accents. */
  readonly written: string;
  /** In its plain form; what redaction put in the place of a secret is `#` and its kind. */
  readonly word: string;
  readonly before: Break;
}

/** A text in pieces, before any language is known. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly questionMark: boolean;
}

/** Takes a text apart. Linear; never throws. */
export const piecesOf = (text: string): Pieces => {
  const pieces: Piece[] = [];
  let before: Break = 2;
  let questionMark = false;
  for (const match of text.toLowerCase().replace(hyphened, '$1').matchAll(piece)) {
    const found = match[0];
    if (/^[.!?;\n…。！？]/u.test(found)) {
      before = 2;
      questionMark ||= /[?？]/u.test(found);
    } else if (/^[,:()"“”–—-]/u.test(found)) {
      before = before === 2 ? 2 : 1;
    } else {
      const token = match[1];
      const word = token === undefined ? plainWord(found) : `#${token.replace(' ', '')}`;
      pieces.push({ written: token === undefined ? found : word, word, before });
      before = 0;
    }
  }
  return { pieces, questionMark };
};

/** What reading needs to know of a language. */
export interface Reading {
  /** The plain form of a word as the lists have it: contractions and slang written out, typos mended. */
  readonly spell: (word: string) => readonly string[];
  /** Tells of a text whether a clause asks that begins with its word at a place. */
  readonly askingIn: (words: readonly string[], breaks: readonly Break[]) => (at: number) => boolean;
}

/** Reads a text into plain words. Linear; never throws. */
export const readWords = (text: string, reading: Reading): Words => readPieces(piecesOf(text), reading);

/** Reads the pieces of a text as a language has it. */
export const readPieces = ({ pieces, questionMark }: Pieces, reading: Reading): Words => {
  const kept =
    pieces.length <= firstWords + lastWords
      ? pieces
      : [...pieces.slice(0, firstWords), ...pieces.slice(-lastWords)];
  const words: string[] = [];
  const breaks: Break[] = [];
  const origins: number[] = [];
  const left = pieces.length - kept.length;
  let pending: Break = 2;
  kept.forEach(({ word, before }, i) => {
    if (before > pending) pending = before;
    if (i === firstWords && left > 0) pending = 2;
    for (const spelled of reading.spell(word)) {
      words.push(spelled);
      breaks.push(pending);
      origins.push(i < firstWords ? i : i + left);
      pending = 0;
    }
  });
  const asks: boolean[] = [];
  const asksFrom = reading.askingIn(words, breaks);
  let asking = false;
  for (let i = 0; i < words.length; i++) {
    if ((breaks[i] as Break) > 0) asking = false;
    asking ||= asksFrom(i);
    asks.push(asking);
  }
  return { words, breaks, origins, asks, questionMark };
};
