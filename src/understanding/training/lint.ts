import type { Intent } from '../intents.ts';
import { piecesOf } from '../words.ts';
import type { HandLines } from './line-files.ts';

/** A line, where it stands, and what it is labelled. */
export interface Placed {
  readonly place: string;
  readonly intent: Intent;
  readonly text: string;
}

/** What looks odd in lines: some of it is a mistake, some a matter of taste. */
export interface LintReport {
  /** The same words under two labels: one of them is wrong, or the words alone cannot tell. */
  readonly twoLabels: readonly (readonly [Placed, Placed])[];
  /** Nearly the same words under two labels, where neither is a hard negative. */
  readonly near: readonly (readonly [Placed, Placed])[];
  /** The same words twice under one label, in one language. */
  readonly twice: readonly (readonly [Placed, Placed])[];
  /** Beginnings that one hand gives too many lines of an intent: its template shows. */
  readonly templates: readonly {
    hand: string;
    intent: Intent;
    beginning: string;
    share: number;
    lines: number;
  }[];
}

/** Lines shorter than this, in words, are alike too easily. */
const nearFrom = 5;
/** This share of common words makes two lines nearly the same. */
const nearShare = 0.85;
/** A beginning of three words in more than this share of an intent's lines, and this many at least, gives a template away. */
const templateShare = 0.08;
const templateLines = 5;

interface Read extends Placed {
  readonly words: readonly string[];
  readonly contrast: boolean;
  readonly language: string;
}

const readAll = (hands: readonly HandLines[]): Read[] =>
  hands.flatMap(({ language, hand, lines }) =>
    lines.map(({ text, intent, contrast, number }) => ({
      place: `${language}/${hand}:${number}`,
      intent,
      text,
      contrast,
      language,
      words: piecesOf(text).pieces.map(({ word }) => word),
    })),
  );

const share = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / (a.size + b.size - common);
};

/** Pairs that have a rare word in common are compared; others cannot be nearly the same. */
const nearPairs = (all: readonly Read[]): [Placed, Placed][] => {
  const often = new Map<string, number>();
  for (const { words } of all) for (const word of new Set(words)) often.set(word, (often.get(word) ?? 0) + 1);
  const byRarest = new Map<string, { read: Read; set: Set<string> }[]>();
  const pairs: [Placed, Placed][] = [];
  for (const read of all) {
    if (read.words.length < nearFrom || read.contrast) continue;
    const set = new Set(read.words);
    const rarest = [...set].sort((a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0)).slice(0, 2);
    const seen = new Set<Read>();
    for (const word of rarest) {
      const others = byRarest.get(word) ?? [];
      byRarest.set(word, others);
      for (const other of others) {
        if (other.read.intent === read.intent || seen.has(other.read)) continue;
        if (share(set, other.set) < nearShare || other.read.words.join(' ') === read.words.join(' '))
          continue;
        seen.add(other.read);
        pairs.push([other.read, read]);
      }
      others.push({ read, set });
    }
  }
  return pairs;
};

const templatesOf = (hands: readonly HandLines[]): LintReport['templates'] =>
  hands.flatMap(({ language, hand, lines }) => {
    const ofIntent = new Map<Intent, number>();
    const beginnings = new Map<string, { intent: Intent; beginning: string; lines: number }>();
    for (const { text, intent, contrast } of lines) {
      if (contrast) continue;
      ofIntent.set(intent, (ofIntent.get(intent) ?? 0) + 1);
      const words = piecesOf(text).pieces.map(({ word }) => word);
      if (words.length < 4) continue;
      const beginning = words.slice(0, 3).join(' ');
      const key = `${intent} ${beginning}`;
      const found = beginnings.get(key) ?? { intent, beginning, lines: 0 };
      beginnings.set(key, { ...found, lines: found.lines + 1 });
    }
    return [...beginnings.values()]
      .map((each) => ({
        ...each,
        hand: `${language}/${hand}`,
        share: each.lines / (ofIntent.get(each.intent) ?? 1),
      }))
      .filter((each) => each.lines >= templateLines && each.share > templateShare);
  });

/** Looks over the lines of all hands. */
export const lintLines = (hands: readonly HandLines[]): LintReport => {
  const twoLabels: [Placed, Placed][] = [];
  const twice: [Placed, Placed][] = [];
  const near: [Placed, Placed][] = [];
  const all = readAll(hands);
  for (const language of new Set(all.map((each) => each.language))) {
    const own = all.filter((each) => each.language === language);
    const byWords = new Map<string, Read>();
    for (const read of own) {
      const key = read.words.join(' ');
      const before = byWords.get(key);
      if (before === undefined) byWords.set(key, read);
      else (before.intent === read.intent ? twice : twoLabels).push([before, read]);
    }
    near.push(...nearPairs(own));
  }
  return { twoLabels, near, twice, templates: templatesOf(hands) };
};
