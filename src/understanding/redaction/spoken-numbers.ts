import type { Detector, Span } from './span.ts';
import { isCodeLead, isListLead } from './vocabulary/codes.ts';
import { beginsWithUnit } from './vocabulary/measures.ts';
import {
  articles,
  betweenNumbers,
  insideNumber,
  multipliers,
  type NumberWord,
  readNumberWord,
  scales,
  yearBeginnings,
} from './vocabulary/numbers.ts';

const minFigures = 4;
const maxCode = 8;
const maxPhone = 15;
/** How many characters on either side are looked at to tell what a number is. */
const reach = 40;
/** What may stand between two words of a code. */
const gap = /^[\s,.;:/_*-]{1,4}$/;
const token = /\p{L}+|\d{1,32}/gu;
/** Figures among the words: "four 8 two 9". Longer numbers stand for themselves. */
const numeral = /^\d{1,3}$/;

/** Number words and numerals that stand together, as far as they are read. */
interface Run {
  readonly start: number;
  /** Where its last number ends, and where the last word ends that may belong to it. */
  end: number;
  reached: number;
  /** How many figures each number has. */
  readonly sizes: number[];
  /** Zeros at the end of the last number, which a following word may fill. */
  open: number;
  /** How often the next figure stands: "double four". */
  times: number;
  /** How many number words there are, and how many words between them ("then"). */
  words: number;
  links: number;
  readonly plain: string[];
}

const begin = (start: number): Run => ({
  start,
  end: start,
  reached: start,
  sizes: [],
  open: 0,
  times: 1,
  words: 0,
  links: 0,
  plain: [],
});

/** Adds a number: into the zeros that the last one left open ("forty" "eight"), or as one of its own. */
const add = (run: Run, { size, open }: NumberWord): void => {
  if (size > run.open) run.sizes.push(size * run.times);
  run.open = open;
  run.times = 1;
};

/** "hundred", "mil": they lengthen a number that is short enough ("four hundred"), or are one by themselves. */
const lengthen = (run: Run, by: number): void => {
  const last = run.sizes.at(-1) ?? 0;
  const room = by > 2 ? last >= 1 && last <= by : last === 1;
  if (room) {
    run.sizes[run.sizes.length - 1] = last + by;
    run.open = by;
  } else add(run, { size: by + 1, open: by });
};

const readBetween = (run: Run, word: string, told: () => boolean): boolean => {
  const times = multipliers.get(word);
  if (times !== undefined) {
    run.times = times;
    return true;
  }
  if (run.sizes.length === 0) return false;
  if (insideNumber.has(word)) {
    if (run.open > 0) return true;
    // "48 and 29 and 13" counts things, unless it was said to be a code.
    if (!told()) return false;
  } else if (!betweenNumbers.has(word)) return false;
  run.links++;
  run.open = 0;
  return true;
};

/** Reads one word into the run: a number, or what may stand between two; undefined when it is neither. */
const read = (run: Run, word: string, told: () => boolean): 'number' | 'between' | undefined => {
  const scale = scales.get(word);
  const figures = numeral.test(word);
  const number = figures ? { size: word.length, open: 0 } : readNumberWord(word);
  if (scale !== undefined) lengthen(run, scale);
  else if (number !== undefined) add(run, number);
  else return readBetween(run, word, told) ? 'between' : undefined;
  if (!figures) run.words++;
  run.plain.push(word);
  return 'number';
};

const leadOf = (text: string, { start }: Run): string => text.slice(Math.max(0, start - reach), start);

const countsUp = (plain: readonly string[]): boolean =>
  /^(?:one two three four|uno dos tres cuatro|eins zwei drei vier)(?: five| cinco| funf| fuenf)?(?: six| seis| sechs)?$/.test(
    plain.join(' '),
  );

/** True for numbers that tell no code when none was spoken of: years, spans of time, counts, "nineteen eighty four". */
const isOrdinary = (run: Run, next: string): boolean => {
  if (run.sizes.length < 2 || beginsWithUnit(next)) return true;
  const pair = run.sizes.length === 2 && run.sizes.every((size) => size <= 2);
  return pair && (yearBeginnings.has(run.plain[0] as string) || /^ \p{L}/u.test(next));
};

const judge = (text: string, run: Run): Span | undefined => {
  const figures = run.sizes.reduce((sum, size) => sum + size, 0);
  const enough = run.words > 1 || (run.words > 0 && run.sizes.length >= minFigures);
  const linked = run.links > 0 && run.links >= run.sizes.length - 1;
  if (figures < minFigures) return undefined;
  const lead = leadOf(text, run);
  const told = isCodeLead(lead);
  if (!enough && !linked && !(told && run.words > 0)) return undefined;
  if (countsUp(run.plain) && isListLead(lead)) return undefined;
  if (!told && isOrdinary(run, text.slice(run.end, run.end + reach))) return undefined;
  const kind = figures > maxCode && figures <= maxPhone ? 'phone' : 'code';
  return { start: run.start, end: run.end, kind };
};

/** How number words begin, but for articles. */
const stem =
  '(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|elev|twel|thirt|fort|fift|twent|hund|thous|cero|uno|dos|tres|cuat|cinco|seis|siet|ocho|nuev|diez|once|doce|trece|cator|quin|dieci|vein|trein|cuaren|cincu|sesen|seten|ochen|noven|cien|sete|nove|mil|null|eins|zwei|zwo|drei|vier|fu?e?nf|sech|sieb|acht|neun|zehn|elf|zwan|taus)';
/** A text without two number words, or one or "then" beside a figure, tells no code: most texts are done with here. */
const mayTell = new RegExp(
  `(?<![\\p{L}])(?:${stem})(?:[^]*?${stem}|\\p{L}*[\\s,.-]{1,3}\\d)|\\d[\\s,.-]{1,3}(?:${stem}|and|y|und|then|next|luego|despues|dann|danach|strich|guion|dash)`,
  'u',
);

const following = /^ (\p{L}+)/u;
/** True when an article stands before a word that is no number: it belongs to that word. */
const isArticle = (text: string, word: string, end: number): boolean => {
  if (!articles.has(word)) return false;
  const next = following.exec(text.slice(end, end + reach))?.[1];
  return next !== undefined && readNumberWord(next) === undefined;
};

/** Finds codes and phone numbers that are told in words: "four eight two…", "achtundvierzig neunundzwanzig". */
export const findSpokenNumbers: Detector = (text) => {
  const spans: Span[] = [];
  if (!mayTell.test(text)) return spans;
  let run: Run | undefined;
  const close = () => {
    const span = run && judge(text, run);
    if (span) spans.push(span);
    run = undefined;
  };
  for (const { 0: word, index } of text.matchAll(token)) {
    // "Eins fünfundfünfzig. Ein Mensch …": the last "ein" is no number.
    if (isArticle(text, word, index + word.length)) {
      close();
      continue;
    }
    if (run !== undefined && !gap.test(text.slice(run.reached, index))) close();
    const current: Run = run ?? begin(index);
    const role = read(current, word, () => isCodeLead(leadOf(text, current)));
    if (role === undefined) {
      close();
      continue;
    }
    current.reached = index + word.length;
    if (role === 'number') current.end = current.reached;
    run = current;
  }
  close();
  return spans;
};
