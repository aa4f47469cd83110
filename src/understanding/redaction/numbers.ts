import { beginsWithCard, findBankAccounts, lengthAfterCard } from './cards.ts';
import { findOrdinaryNumbers } from './ordinary-numbers.ts';
import type { Detector, Span } from './span.ts';
import { findSpokenNumbers } from './spoken-numbers.ts';
import { isCodeLead, isListLead, isPhoneLead } from './vocabulary/codes.ts';

/** Digits with at most three separators between two of them. */
const run = /[+(]{0,2}\d(?:[\s.,\-/()_*:~|;#'\p{Extended_Pictographic}]{0,3}\d)*/gu;
/** Four digits of one run: a text without them has no number that could be a secret. */
const long = /\d(?:[\s.,\-/()_*:~|;#'\p{Extended_Pictographic}]{0,3}\d){3}/u;

const minCode = 4;
const maxCode = 8;
const maxPhone = 15;
const recoveryCodeLength = 25;
/** How many characters before a number are looked at to tell what it is. */
const before = 40;

/** "Steps 1 2 3 4": a list that counts up from one. */
const countsUp = (groups: readonly string[]): boolean => groups.every((group, i) => group === String(i + 1));

const kindOf = (match: string, lead: string): Span['kind'] | undefined => {
  const groups = match.match(/\d+/g) ?? [];
  const digits = groups.join('');
  const told = isCodeLead(lead);
  if (digits.length < minCode) return undefined;
  if (beginsWithCard(groups) && !match.startsWith('+')) return 'card';
  if (digits.length === recoveryCodeLength) return 'recoveryCode';
  if (digits.length > maxCode) return digits.length <= maxPhone || match.startsWith('+') ? 'phone' : 'code';
  if (countsUp(groups) && isListLead(lead)) return undefined;
  // "10,000" is an amount, unless it is said to be a code.
  if (/^\d{1,3}(?:,\d{3})+$/.test(match) && !told) return undefined;
  if (digits.length >= maxCode - 1 && /[+(]/.test(match)) return 'phone';
  if (told) return 'code';
  // "555-0100" is how a number without its area is written.
  return /^\d{3}[-. ]\d{4}$/.test(match) || (digits.length > minCode && isPhoneLead(lead)) ? 'phone' : 'code';
};

/** Finds codes, phone numbers, card numbers and bank accounts in a folded text, in figures or in words. */
export const findNumbers: Detector = (text) => {
  // With fewer than four figures together, only words can tell one.
  if (!long.test(text)) return findSpokenNumbers(text);
  // Dates, times, amounts, step numbers and the like are blanked first, so that a code beside one stands alone.
  const blanked = blank(text, findOrdinaryNumbers(text));
  const spans: Span[] = [];
  for (const match of blanked.matchAll(run)) {
    const kind = kindOf(match[0], text.slice(Math.max(0, match.index - before), match.index));
    if (kind === undefined) continue;
    const end = match.index + match[0].length;
    const more = kind === 'card' ? lengthAfterCard(text.slice(end, end + before)) : 0;
    spans.push({ start: match.index, end: end + more, kind });
  }
  return [...spans, ...findBankAccounts(text), ...findSpokenNumbers(blanked)];
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
