import { fold } from './fold.ts';
import type { Detector, Span } from './span.ts';
import { betweenWords, linkers, notAPassword, passwordWords, skipWords, spokenAbout } from './vocabulary.ts';

/** A word that names a password, with the words that may follow it up to "is". */
const cueWords = passwordWords.map((word) => fold(word).text);
/** Scripts without spaces between words have no word boundary to ask for. */
const unspaced = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff]/;
const cue = new RegExp(
  `(?<![\\p{L}\\p{N}[])(?:${cueWords.filter((word) => !unspaced.test(word)).join('|')})(?![\\p{L}\\p{N}])|${cueWords.filter((word) => unspaced.test(word)).join('|')}`,
  'gu',
);
/** Abbreviations that need a sign after them: "pass" and "pin" are everyday words. */
const signedCue = /(?<![\p{L}\p{N}])(?:pass|pin|pwrd|psw|login|log-in)\s{0,2}[:=]/gu;
const link = new RegExp(
  `^(?:[\\s,'"]{1,2}(?:(?:${betweenWords})|\\[email\\]|[^\\s,'"@]{1,64}@[^\\s,'"@]{1,100})(?![\\p{L}\\p{N}])){0,6}[\\s"']{0,2}(?:(?<=[\\s"'])(?:${linkers})(?![\\p{L}\\p{N}])|[:=>→-]|是|は)`,
  'u',
);
/** "hunter2 is my password", "use hunter2 as the password". */
const reversed =
  /(\S{3,64}) (?:is|was|as) (?:(?:my|the|his|her|our|their) )?(?:(?:old|new|current|real|last) )?(?:account )?(?:password|passwort|pwd|pw)(?![\p{L}\p{N}])/gu;

const clauseEnd = /[\n;]|[.!?](?=\s|$)|,(?=\s)/;
/** As many words as a passphrase may have. */
const maxWords = 6;
/** Fewer words than this, the first of them an ordinary adjective, are no passphrase. */
const minPassphrase = 4;
const maxCharacters = 300;
const maxCues = 60;

/** Ordinary words with digits or signs in them, which are no password. */
const ordinary =
  /^(?:\d?x?[23]\s?-?(?:fa|sv|step|factor)s?|mfa|0x[0-9a-f]+|(?:office|outlook|windows|win|microsoft|m)-?\d{1,4}|xbox\w*|ps\d|\d{1,4}(?:h|hr|hrs|hours?|d|days?|w|weeks?|min|mins|m|k|am|pm|st|nd|rd|th|s|x|p|g|gb|mb)?|(?:\w+[/'-])+\w*[a-z]|https?:\S*|www\.\S*|\w+\.(?:com|net|org)\S*)$/;

/** True for a token that looks like a password whatever stands around it. */
const isStrong = (token: string): boolean => {
  const core = token.replace(/^["'(«“]+|["')»”.,!?;:]+$/g, '');
  if (core.length < 4 || ordinary.test(core)) return false;
  if (/\p{L}/u.test(core) && /\d/.test(core)) return true;
  return /[^\s"'.,?;:()/-][#$%^&*!@_+=~\\|<>{}]|[#$%^&*!@_+=~\\|<>{}][^\s"'.,!?;:()/-]/.test(core);
};

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const wordsFrom = (text: string, from: number): Word[] => {
  const words: Word[] = [];
  const window = text.slice(from, from + maxCharacters);
  for (const match of window.matchAll(/\S+/g)) {
    words.push({ text: match[0], start: from + match.index, end: from + match.index + match[0].length });
    if (words.length > maxWords + 4) break;
  }
  return words;
};

const plainForm = (word: string): string => word.replace(/[^\p{L}\p{N}-]/gu, '');
const endsClause = (word: Word, text: string): boolean =>
  /[.!?;,]$/.test(word.text) || text[word.end] === '\n';
const isToken = (word: string): boolean =>
  word.startsWith('[') && /^\[(?:code|password|recovery|email|phone|card)/.test(word);
const span = (start: number, end: number): Span => ({ start, end, kind: 'password' });

/** A comma or full stop that only ends the clause stays outside. */
const trimmedEnd = (word: Word): number =>
  word.text.length > 2 && /[\p{L}\p{N}][.,;]$/u.test(word.text) ? word.end - 1 : word.end;

/** The first token that is strong by itself, within the words that follow, up to the end of the clause. */
const strongAhead = (words: readonly Word[], from: number, text: string): Span | undefined => {
  for (let i = from; i < Math.min(words.length, from + maxWords); i++) {
    const word = words[i] as Word;
    if (isToken(word.text)) return undefined;
    if (isStrong(word.text)) return span(word.start, word.end);
    if (endsClause(word, text)) return undefined;
  }
  return undefined;
};

/** What follows "password is": the words of the password, or nothing when the words only tell about it. */
const valueAfterLink = (text: string, from: number, certain: boolean): Span | undefined => {
  const quoted = /^\s{0,3}(["'«“`])(?!\[)([^"'»”`\n]{1,64})["'»”`]/.exec(text.slice(from, from + 80));
  if (quoted !== null && !notAPassword.has(plainForm(quoted[2] as string))) {
    return span(from + quoted[0].indexOf(quoted[1] as string), from + quoted[0].length);
  }
  const words = wordsFrom(text, from);
  let i = 0;
  while (
    i < words.length &&
    skipWords.has(plainForm((words[i] as Word).text)) &&
    !isStrong((words[i] as Word).text)
  )
    i++;
  const first = words[i];
  if (first === undefined || isToken(first.text) || !/[\p{L}\p{N}#$%^&*!@+=]/u.test(first.text))
    return undefined;
  if (isStrong(first.text)) return extend(text, words, i, (word) => isStrong(word) || /^\d+$/.test(word));
  if (notAPassword.has(plainForm(first.text)) && !(certain && words.length === i + 1)) {
    const strong = strongAhead(words, i, text);
    return strong ?? passphrase(text, words, i);
  }
  return extend(text, words, i, (word) => !isToken(word) && !notAPassword.has(plainForm(word)));
};

/** "correct horse battery staple": words of which none but the first is one that tells about a password. */
const passphrase = (text: string, words: readonly Word[], from: number): Span | undefined => {
  const rest = words.slice(from + 1, from + minPassphrase);
  const plain = rest.every(
    (word) => word.text.length > 3 && !notAPassword.has(plainForm(word.text)) && !isToken(word.text),
  );
  if (rest.length < minPassphrase - 1 || !plain || endsClause(words[from] as Word, text)) return undefined;
  return extend(text, words, from, (word) => !isToken(word) && !notAPassword.has(plainForm(word)));
};

const extend = (
  text: string,
  words: readonly Word[],
  from: number,
  goesOn: (word: string) => boolean,
): Span => {
  let last = words[from] as Word;
  for (let i = from + 1; i < Math.min(words.length, from + maxWords); i++) {
    const word = words[i] as Word;
    if (endsClause(last, text) || !goesOn(word.text)) break;
    last = word;
  }
  return span((words[from] as Word).start, trimmedEnd(last));
};

/** Nobody talks about a "pw" at length: a word behind it is one. */
const short = /^(?:pwd?|p\/w|passwd|mdp)$/;

/** "password hunter2", "pw sunshine": no "is", so only a strong token, or a bare pair of words, counts. */
const valueWithoutLink = (text: string, cueStart: number, from: number): Span | undefined => {
  const words = wordsFrom(text, from);
  const strong = strongAhead(words, 0, text);
  if (strong !== undefined) return strong;
  const first = words[0];
  if (first === undefined || isToken(first.text) || text[from] !== ' ') return undefined;
  const before =
    text
      .slice(Math.max(0, cueStart - maxCharacters), cueStart)
      .split(clauseEnd)
      .at(-1) ?? '';
  const lastOfClause = words[1] === undefined || endsClause(first, text);
  if (!lastOfClause || notAPassword.has(plainForm(first.text)) || plainForm(first.text).length < 4)
    return undefined;
  if (/[?]$/.test(first.text) || spokenAbout.test(before)) return undefined;
  if (!short.test(text.slice(cueStart, from)) && before.trim().split(/\s+/).length > 3) return undefined;
  return span(first.start, trimmedEnd(first));
};

/** Finds passwords that a text tells, in a folded text. */
export const findPasswords: Detector = (text) => {
  const spans: Span[] = [];
  let cues = 0;
  for (const match of text.matchAll(cue)) {
    // Nobody names a password so often: what follows is given up whole, so that time stays linear.
    if (++cues > maxCues) return [...spans, span(match.index, text.length)];
    const end = match.index + match[0].length;
    const linked = link.exec(text.slice(end, end + maxCharacters));
    const found =
      linked === null
        ? valueWithoutLink(text, match.index, end)
        : valueAfterLink(text, end + linked[0].length, /[:=>]$/.test(linked[0]));
    if (found !== undefined) spans.push(found);
  }
  for (const match of text.matchAll(signedCue)) {
    const found = valueAfterLink(text, match.index + match[0].length, true);
    if (found !== undefined) spans.push(found);
  }
  if (/pass|pw/.test(text)) {
    for (const match of text.matchAll(reversed)) {
      const value = match[1] as string;
      if (isToken(value) || value.endsWith(']') || notAPassword.has(plainForm(value))) continue;
      spans.push(span(match.index, match.index + value.length));
    }
  }
  return spans;
};

/** "name@example.com / hunter2", "name@example.com:hunter2": what follows an address like that is its password. */
export const findAfterEmail = (text: string, emails: readonly Span[]): Span[] =>
  emails.flatMap((email) => {
    const next = /^ ?[:/|] ?(\S{4,64})/.exec(text.slice(email.end, email.end + 80));
    if (next === null || !isStrong(next[1] as string)) return [];
    const end = email.end + next[0].length;
    return [span(end - (next[1] as string).length, end)];
  });
