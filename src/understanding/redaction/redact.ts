import type { SecretKind } from '../understanding.ts';
import { findEmails, isMicrosoftSender } from './emails.ts';
import { clean, fold } from './fold.ts';
import { findNumbers } from './numbers.ts';
import { findAfterEmail, findPasswords } from './passwords.ts';
import { findRecoveryCodes } from './recovery-codes.ts';
import { mergeSpans, type Span, tokenPattern, tokens } from './span.ts';

/** What is left of a text when its secrets are out, and which kinds they were, each once. */
export interface Redaction {
  readonly redacted: string;
  readonly secrets: readonly SecretKind[];
}

/** No more of a text than this is looked at, in UTF-16 units; the rest is dropped before any work. */
const maxInput = 4000;
/** Of a text that was cut there, the end is dropped too: half a secret, which no rule knows, may stand in it. */
const unsafeTail = 400;
/** Longest redacted text (promise P4), in UTF-16 units. */
const maxRedacted = 2000;
/** Taking out one secret can lay bare another; this many rounds settle every text that is not made to be odd. */
const maxRounds = 6;

/** When two kinds overlap, the first of these names what is taken out. */
const strongest: readonly SecretKind[] = ['password', 'card', 'recoveryCode', 'email', 'phone', 'code'];

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The first `length` units of a text, without half a character or half a token at the end. */
const cut = (text: string, length: number): string => {
  if (text.length <= length) return text;
  let end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length;
  for (const token of text.matchAll(tokenPattern)) {
    if (token.index < end && token.index + token[0].length > end) end = token.index;
  }
  return text.slice(0, end);
};

const findSecrets = (text: string): Span[] => {
  const folded = fold(text);
  const original = (index: number): number => folded.origin?.[index] ?? index;
  const emails = findEmails(folded.text);
  const spans = [
    ...emails.filter((span) => !isMicrosoftSender(text.slice(original(span.start), original(span.end)))),
    ...findAfterEmail(folded.text, emails),
    ...findPasswords(folded.text),
    ...findRecoveryCodes(folded.text),
    ...findNumbers(folded.text),
  ];
  return mergeSpans(spans, strongest).map((span) => ({
    ...span,
    start: original(span.start),
    end: original(span.end),
  }));
};

/** One round: every secret that can be seen becomes its token; beyond `keep` units of the original nothing is kept. */
const round = (text: string, keep: number, kinds: Set<SecretKind>): string => {
  let out = '';
  let done = 0;
  for (const { start, end, kind } of findSecrets(text)) {
    if (start >= keep) break;
    kinds.add(kind);
    out += text.slice(done, start) + tokens[kind];
    done = end;
  }
  return out + (done < keep ? text.slice(done, keep) : '');
};

/**
 * Takes codes, passwords, recovery codes, e-mail addresses, phone and card numbers out of a text (promise P4), and
 * characters that cannot be seen. Pure, linear in time, never throws; done twice it changes nothing more.
 *
 * @returns at most 2,000 characters, cut only after the secrets were out
 */
export const redact = (text: string): Redaction => {
  const capped = text.length > maxInput;
  const cleaned = clean(capped ? text.slice(0, maxInput) : text);
  const kinds = new Set<SecretKind>();
  const keep = capped ? Math.max(0, cleaned.length - unsafeTail) : cleaned.length;
  let before = cleaned;
  let redacted = cut(round(cleaned, keep, kinds), maxRedacted);
  for (let i = 0; i < maxRounds && redacted !== before; i++) {
    before = redacted;
    redacted = cut(round(redacted, redacted.length, kinds), maxRedacted);
  }
  return { redacted, secrets: [...kinds] };
};
