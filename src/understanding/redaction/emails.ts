import type { Detector, Span } from './span.ts';
import { findSpelledEmails } from './spelled-emails.ts';

/** Mail providers whose name alone, after an @, makes an address. */
const providers =
  /^(?:hotmail|outlook|live|msn|gmail|googlemail|yahoo|ymail|icloud|aol|gmx|proton|protonmail|mail|qq|yandex|web|me)\b/;

/** Longest local part and domain that the standards allow (RFC 5321 4.5.3.1), in characters. */
const maxLocal = 64;
const maxDomain = 255;

/** Words before " @domain" that show no address is meant: "my @hotmail.com account". */
const notLocal =
  /^(?:my|an?|the|old|new|our|your|his|her|their|with|is|from|sender|at|by|of|or|and|for|address|(?:e-?)?mail|account|using|domain|ends?|ending|in|like|to|on|this|that|any)$/;

/** Senders at microsoft.com itself that are no person: only these addresses may stay. */
const ownSender =
  /no-?reply|account|security|support|secure|notification|alert|billing|rewards|microsoft|team|msa/;

/** True for Microsoft's own senders; `address` must be the unfolded text, so that a look-alike is none of them. */
export const isMicrosoftSender = (address: string): boolean => {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  if (domain === 'microsoft.com') return ownSender.test(local);
  return /^(?:[a-z0-9-]+\.)+microsoft\.com$/.test(domain);
};

const localCharacter = /[\p{L}\p{N}\p{M}.!#$%&'*+\-/=?^_`{|}~]/u;
const domainCharacter = /[\p{L}\p{N}\p{M}.-]/u;

const expandLeft = (text: string, from: number): number => {
  let start = from;
  while (start > 0 && from - start < maxLocal && localCharacter.test(text[start - 1] as string)) start--;
  return start;
};

const expandRight = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && end - from < maxDomain && domainCharacter.test(text[end] as string)) end++;
  while (/[.-]/.test(text[end - 1] as string)) end--;
  return end;
};

const isDomain = (domain: string): boolean => /\.[\p{L}\p{N}-]{2,}$/u.test(domain) || providers.test(domain);

const around = (text: string, at: number): Span | undefined => {
  let right = at + 1;
  while (right - at < 3 && text[right] === ' ') right++;
  let left = at;
  while (at - left < 3 && text[left - 1] === ' ') left--;
  // A message is often "name @domain" or "name@ domain"; the domain must then be a plain one.
  const end = expandRight(text, right);
  if (!isDomain(text.slice(right, end))) return undefined;
  const start = expandLeft(text, left);
  if (start === left) return undefined;
  if (left !== at && notLocal.test(text.slice(start, left))) return undefined;
  return { start, end, kind: 'email' };
};

/** "j***@hotmail.com", as the sign-in page hints at an address: that is none. */
const masked = /^(?:[^@*]{1,3}\*{2,}[^@*]{0,3}|\*{2,})@/;

/** Finds e-mail addresses, Microsoft's own senders included: the caller, who has the unfolded text, spares those. */
export const findEmails: Detector = (text) => {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const span = around(text, at);
    if (span !== undefined && !masked.test(text.slice(span.start, span.end))) spans.push(span);
  }
  return [...spans, ...findSpelledEmails(text)];
};
