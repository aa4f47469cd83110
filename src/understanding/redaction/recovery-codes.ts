import type { Detector, Span } from './span.ts';
import { tellsAbout } from './vocabulary/told-about.ts';

/** A recovery code as Microsoft prints it: five groups of five letters and digits. */
const grouped = /(?<![\p{L}\p{N}])[a-z0-9]{5}(?:[-\s_.]{1,3}[a-z0-9]{5}){4,}(?![\p{L}\p{N}])/gu;

/** The same, with any grouping, each group holding a digit or standing among dashes: "abcde12345-…". */
const dashed = /(?<![\p{L}\p{N}-])[a-z0-9]{3,12}(?:-[a-z0-9]{3,12}){2,8}(?![\p{L}\p{N}-])/gu;

/** Twenty or more letters and digits in a row. */
const inARow = /(?<![\p{L}\p{N}])[a-z0-9]{20,}(?![\p{L}\p{N}])/gu;

const names =
  '(?:recovery|backup|reset|restore|emergency) (?:code|key)s?|(?:codigo|clave)s? de (?:recuperacion|respaldo|emergencia)|(?:wiederherstellungs|notfall|backup|ersatz|rettungs)-?(?:code|schlussel)s?';
/** After "recovery code": what may be the code, in groups of any length. */
const announced = new RegExp(
  `(?<!\\[)(?:${names})(?: (?:is|was|es|era|ist|war|lautet|=))?[\\s:=-]{1,4}((?:[a-z0-9]{2,25}[-\\s]{1,2}){0,11}[a-z0-9]{2,25})`,
  'g',
);

const mixes = (text: string): boolean => /[a-z]/.test(text) && /\d/.test(text);
const bare = (text: string): string => text.replace(/[^a-z0-9]/g, '');
const codeLength = 25;
const groupCount = 5;
/** Fewer letters and digits than this are no recovery code, even when one is announced. */
const minAnnounced = 8;

/** How long the code is that stands at the beginning of what follows its name; 0 when there is none. */
const announcedLength = (value: string): number => {
  const groups = [...value.matchAll(/[a-z0-9]+/g)];
  const end = groups.findIndex(([group]) => tellsAbout(group));
  const code = end === -1 ? groups : groups.slice(0, end);
  // Only as far as groups with a digit go: words after the code are no part of it.
  const last = code.findLast(([group]) => /\d/.test(group));
  if (last === undefined) return 0;
  const length = last.index + last[0].length;
  const written = value.slice(0, length);
  return bare(written).length >= minAnnounced && mixes(written) ? length : 0;
};

/** Finds recovery codes (25 letters and digits) in a folded text, and other keys as long. */
export const findRecoveryCodes: Detector = (text) => {
  const spans: Span[] = [];
  if (!/[\d-]/.test(text)) return spans;
  const add = (start: number, length: number) => {
    spans.push({ start, end: start + length, kind: 'recoveryCode' });
  };
  for (const match of text.matchAll(grouped)) {
    if (/^[a-z]+(?:-[a-z]+)+$/.test(match[0])) add(match.index, match[0].length);
    // Words of five letters may stand beside the code: any five groups with a digit among them are one.
    const groups = [...match[0].matchAll(/[a-z0-9]+/g)];
    for (let first = 0; first + groupCount <= groups.length; first++) {
      const five = groups.slice(first, first + groupCount);
      if (!five.some(([group]) => /\d/.test(group))) continue;
      const start = (five[0] as RegExpExecArray).index;
      const last = five.at(-1) as RegExpExecArray;
      add(match.index + start, last.index + last[0].length - start);
    }
  }
  for (const match of text.matchAll(dashed)) {
    if (bare(match[0]).length === codeLength && mixes(match[0])) add(match.index, match[0].length);
  }
  for (const match of text.matchAll(inARow)) if (mixes(match[0])) add(match.index, match[0].length);
  for (const match of text.matchAll(announced)) {
    const value = match[1] as string;
    const length = announcedLength(value);
    if (length > 0) add(match.index + match[0].length - value.length, length);
  }
  return spans;
};
