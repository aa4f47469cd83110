/** A text made plain for matching, and where each of its characters came from. */
export interface Folded {
  /** Lower-case, width and script variants of digits, dashes and spaces made plain, look-alike letters made Latin. */
  readonly text: string;
  /** For each character of `text`, and one past its end, the index in the original; absent when both are aligned. */
  readonly origin?: readonly number[];
}

/** Letters of other scripts that look like Latin ones: enough to see through a disguised "pаsswоrd". */
const lookAlikes = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
    ԛ: 'q',
    ԝ: 'w',
    һ: 'h',
    ο: 'o',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ρ: 'p',
    υ: 'u',
    ѡ: 'w',
    ѵ: 'v',
    ɑ: 'a',
    ɡ: 'g',
    ı: 'i',
  }),
);

/** Characters that separate the groups of a number and are not ASCII: bullets, dots and asterisk-likes. */
const bullets = /[·•∙⋅‧・･∗⁎]/u;

/** Invisible or controlling characters and lone surrogates: dropped before anything is looked at, but for tab and line feed. */
const invisible = /(?![\t\n])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]|[\uFFF9-\uFFFB]/gu;

/**
 * Takes out NUL, control, zero-width and direction characters and lone surrogates. Letters, emoji, tabs and line feeds
 * stay. (What joins or colours an emoji goes too: it falls apart into its parts, which costs nothing here.)
 */
export const clean = (text: string): string => text.replaceAll('\r', '\n').replace(invisible, '');

const digitsFrom = /\p{Nd}/u;

/** The value of a decimal digit of any script: its distance from the zero of its block of ten. */
const digitValue = (codePoint: number): number => {
  let zero = codePoint;
  while (codePoint - zero < 9 && digitsFrom.test(String.fromCodePoint(zero - 1))) zero--;
  return (codePoint - zero) % 10;
};

const figure = /^\p{Nd}$/u;
const mark = /^\p{M}$/u;
const marks = /\p{M}+/gu;
const dash = /\p{Pd}|\u2212/u;
const space = /\p{Z}/u;

const foldCodePoint = (character: string): string => {
  const plain = character.normalize('NFKD').toLowerCase();
  if (figure.test(plain)) return String(digitValue(plain.codePointAt(0) as number));
  if (mark.test(character)) return '';
  if (dash.test(plain)) return '-';
  if (space.test(plain)) return ' ';
  if (bullets.test(plain)) return '*';
  const stripped = plain.replace(marks, '');
  return lookAlikes.get(stripped) ?? stripped;
};

/** The letters of Latin alphabets, by code point, as they were folded first: nearly all that is not ASCII is of these. */
const latin: (string | undefined)[] = Array.from({ length: 0x250 });

const foldAt = (text: string, index: number): string => {
  const codePoint = text.codePointAt(index) as number;
  const folded = latin[codePoint] ?? foldCodePoint(String.fromCodePoint(codePoint));
  if (codePoint < latin.length) latin[codePoint] = folded;
  return folded;
};

const ascii = /^\p{ASCII}*$/u;

/** Folds a cleaned text for matching. Linear in its length. */
export const fold = (text: string): Folded => {
  if (ascii.test(text)) return { text: text.toLowerCase() };
  let out = '';
  const origin: number[] = [];
  let index = 0;
  while (index < text.length) {
    const from = index;
    while (text.charCodeAt(index) < 0x80) origin.push(index++);
    out += text.slice(from, index).toLowerCase();
    if (index === text.length) break;
    const folded = foldAt(text, index);
    for (let i = 0; i < folded.length; i++) origin.push(index);
    out += folded;
    index += (text.codePointAt(index) as number) > 0xffff ? 2 : 1;
  }
  origin.push(index);
  return { text: out, origin };
};
