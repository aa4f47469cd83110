import type { SecretKind } from '../understanding.ts';

/** A stretch of a folded text that is a secret. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
}

/** Finds secrets of some kinds in a folded text. Linear in its length. */
export type Detector = (text: string) => readonly Span[];

/** The neutral token that stands where a secret was. */
export const tokens: Readonly<Record<SecretKind, string>> = {
  code: '[code]',
  password: '[password]',
  recoveryCode: '[recovery code]',
  email: '[email]',
  phone: '[phone]',
  card: '[card]',
};

/** A token, as it stands in a redacted text. */
export const tokenPattern = /\[(?:code|password|recovery code|email|phone|card)\]/g;

/** Joins overlapping spans; the first of `order` among their kinds names the joined one. */
export const mergeSpans = (spans: readonly Span[], order: readonly SecretKind[]): Span[] => {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    const kind = order.indexOf(span.kind) < order.indexOf(last.kind) ? span.kind : last.kind;
    merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind };
  }
  return merged;
};
