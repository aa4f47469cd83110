import { findOrdinaryNumbers } from './ordinary-numbers.ts';
import type { Detector, Span } from './span.ts';
import { codeWords, digitWords } from './vocabulary.ts';

/** Digits with at most three separators between two of them. */
const run = /[+(]{0,2}\d(?:[\s.,\-/()_*:~|]{0,3}\d)*/g;

const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${digitWords}|\\d{1,2})[\\s,.-]{1,3}){3,40}(?:${digitWords}|\\d{1,2})(?![\\p{L}\\p{N}])`,
  'gu',
);
const spelledDigit = new RegExp(`(?:${digitWords})`, 'g');

const minCode = 4;
const maxCode = 8;
const minCard = 13;
const maxCard = 19;
const maxPhone = 15;
const recoveryCodeLength = 25;
/** How many characters before a number are looked at to tell what it is. */
const before = 40;

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** True when a card number stands at the beginning of the groups: expiry and check number may follow it. */
const beginsWithCard = (groups: readonly string[]): boolean => {
  let digits = '';
  for (const group of groups) {
    digits += group;
    if (digits.length > maxCard) return false;
    if (digits.length >= minCard && passesLuhn(digits)) return true;
  }
  return false;
};

/** Expiry date and check number behind a card number. */
const afterCard =
  /^[\s,;]{0,3}(?:exp[a-z.]{0,8}\W{0,3})?\d{1,2}\s?[/-]\s?\d{2,4}(?:[\s,;]{1,3}(?:[a-z]{2,4}\W{0,3})?\d{3,4}(?!\d))?/;

const phoneWord =
  /(?:call|phone|mobile|cell|telephone|tel|ring|whatsapp|landline|handset|sms|text)\W{0,3}(?:\w+\W{1,3}){0,3}$/;
/** "Steps 1 2 3 4": a list that counts up from one. */
const countsUp = (groups: readonly string[]): boolean => groups.every((group, i) => group === String(i + 1));
const listWord =
  /(?:steps?|did|done|tried|options?|methods?|points?|parts?|all|things|through|numbers?)\W{0,3}$/;

const kindOf = (match: string, lead: string): Span['kind'] | undefined => {
  const groups = match.match(/\d+/g) ?? [];
  const digits = groups.join('');
  const spoken = codeWords.test(lead);
  if (digits.length < minCode) return undefined;
  if (beginsWithCard(groups) && !match.startsWith('+')) return 'card';
  if (digits.length === recoveryCodeLength) return 'recoveryCode';
  if (digits.length > maxCode) return digits.length <= maxPhone || match.startsWith('+') ? 'phone' : 'code';
  if (countsUp(groups) && listWord.test(lead)) return undefined;
  // "10,000" is an amount, unless it is said to be a code.
  if (/^\d{1,3}(?:,\d{3})+$/.test(match) && !spoken) return undefined;
  if (digits.length >= maxCode - 1 && /[+(]/.test(match)) return 'phone';
  return digits.length > minCode && phoneWord.test(lead) && !spoken ? 'phone' : 'code';
};

/** Finds codes, phone numbers and card numbers in a folded text. */
export const findNumbers: Detector = (text) => {
  const spans: Span[] = [];
  if (!/\d/.test(text)) return findSpelled(text);
  // Dates, times, amounts, step numbers and the like are blanked first, so that a code beside one stands alone.
  const blanked = blank(text, findOrdinaryNumbers(text));
  for (const match of blanked.matchAll(run)) {
    const kind = kindOf(match[0], text.slice(Math.max(0, match.index - before), match.index));
    if (kind === undefined) continue;
    const end = match.index + match[0].length;
    const more = kind === 'card' ? (afterCard.exec(text.slice(end, end + before))?.[0].length ?? 0) : 0;
    spans.push({ start: match.index, end: end + more, kind });
  }
  return [...spans, ...findSpelled(text)];
};

const blank = (text: string, spans: readonly { readonly start: number; readonly end: number }[]): string => {
  let out = '';
  let done = 0;
  for (const span of spans) {
    const start = Math.max(span.start, done);
    if (span.end <= start) continue;
    out += text.slice(done, start) + '\u0000'.repeat(span.end - start);
    done = span.end;
  }
  return out + text.slice(done);
};

/** "four eight two nine one three", digits among the words included. */
const findSpelled: Detector = (text) => {
  const spans: Span[] = [];
  for (const match of text.matchAll(spelled)) {
    const words = match[0].match(spelledDigit) ?? [];
    if (words.length < 3) continue;
    if (/^one\W+two\W+three\W+four(?:\W+five)?$/.test(match[0]) && listWord.test(text.slice(0, match.index)))
      continue;
    spans.push({ start: match.index, end: match.index + match[0].length, kind: 'code' });
  }
  return spans;
};
