import type { Choice, Node } from './pattern.ts';
import type { Words } from './words.ts';

/** Most words that `...` stands for. */
const maxGap = 5;

/** A text to match in, with what counts as filler there. */
export interface Subject extends Words {
  readonly isFiller: (word: string) => boolean;
  /** For each word, the number of its sentence. */
  readonly sentences: readonly number[];
  /** What named lists matched, by list and place; filled while matching. */
  readonly memory: Map<symbol, (readonly number[])[]>;
  /** By pattern set and sentence, which of the set's indispensable parts it has a word for; filled while searching. */
  readonly present: Map<symbol, Uint8Array[]>;
}

const sentencesOf = ({ breaks }: Words): number[] => {
  let sentence = -1;
  return breaks.map((each) => (each === 2 ? ++sentence : sentence));
};

/** Makes a text ready for matching. */
export const createSubject = (text: Words, isFiller: Subject['isFiller']): Subject => ({
  words: text.words,
  breaks: text.breaks,
  origins: text.origins,
  asks: text.asks,
  questionMark: text.questionMark,
  isFiller,
  sentences: sentencesOf(text),
  memory: new Map(),
  present: new Map(),
});

const none: readonly never[] = [];

const begins = (subject: Subject, at: number): boolean => {
  let i = at;
  while (i > 0 && subject.breaks[i] === 0 && subject.isFiller(subject.words[i - 1] as string)) i--;
  return i === 0 || subject.breaks[i] !== 0;
};

const ends = (subject: Subject, at: number): boolean => {
  let i = at;
  while (i < subject.words.length && subject.breaks[i] === 0 && subject.isFiller(subject.words[i] as string))
    i++;
  return i === subject.words.length || subject.breaks[i] !== 0;
};

const step = (subject: Subject, start: number, at: number): boolean =>
  at < subject.words.length && (at === start || subject.breaks[at] !== 2);

const push = (into: number[], value: number) => {
  if (!into.includes(value)) into.push(value);
};

const tryChoice = (node: Choice, subject: Subject, start: number, at: number): readonly number[] => {
  const fitting = step(subject, start, at) ? node.byWord.get(subject.words[at] as string) : undefined;
  if (fitting === undefined && node.others.length === 0) return none;
  const out: number[] = [];
  for (const inner of fitting ?? none) for (const end of advance(inner, subject, start, [at])) push(out, end);
  for (const inner of node.others) for (const end of advance(inner, subject, start, [at])) push(out, end);
  return out;
};

/** As `tryChoice`, but remembers what a named list matches at a place: many patterns ask for the same. */
const choose = (node: Choice, subject: Subject, start: number, at: number): readonly number[] => {
  if (node.list === undefined) return tryChoice(node, subject, start, at);
  let known = subject.memory.get(node.list);
  if (known === undefined) {
    known = [];
    subject.memory.set(node.list, known);
  }
  // A match may begin behind a full stop, but not go on behind one.
  const place = 2 * at + (at === start ? 1 : 0);
  const before = known[place];
  if (before !== undefined) return before;
  const ends = tryChoice(node, subject, start, at);
  known[place] = ends;
  return ends;
};

/** From each of `positions`, the positions behind a match of `node`. */
const advance = (
  node: Node,
  subject: Subject,
  start: number,
  positions: readonly number[],
): readonly number[] => {
  if (positions.length === 0) return positions;
  switch (node.type) {
    case 'sequence': {
      let current = positions;
      for (const inner of node.nodes) current = advance(inner, subject, start, current);
      return current;
    }
    case 'choice': {
      const out: number[] = node.optional ? [...positions] : [];
      for (const p of positions) for (const end of choose(node, subject, start, p)) push(out, end);
      return out;
    }
    case 'begin':
      return positions.filter((p) => begins(subject, p));
    case 'end':
      return positions.filter((p) => ends(subject, p));
    case 'gap': {
      const out: number[] = [];
      for (const p of positions) {
        push(out, p);
        for (let k = 0; k < maxGap && step(subject, start, p + k); k++) push(out, p + k + 1);
      }
      return out;
    }
    default: {
      const out: number[] = [];
      for (const p of positions) {
        if (step(subject, start, p) && fits(node, subject.words[p] as string)) push(out, p + 1);
      }
      return out;
    }
  }
};

const fits = (node: Node, word: string): boolean => {
  if (node.type === 'word') return node.word === word;
  return node.type === 'any' || (node.type === 'prefix' && word.startsWith(node.prefix));
};

/** The end of the longest match of `node` that begins at word `start`, or -1. */
export const matchAt = (node: Node, subject: Subject, start: number): number => {
  const ends = advance(node, subject, start, [start]);
  return ends.length === 0 ? -1 : Math.max(...ends);
};
