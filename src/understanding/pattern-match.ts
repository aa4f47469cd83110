import type { Choice, Node, Sequence } from './pattern.ts';
import type { Words } from './words.ts';

/** Most words that `...` stands for. */
const maxGap = 5;

/** A text to match in, with what counts as filler there. */
export interface Subject extends Words {
  readonly isFiller: (word: string) => boolean;
  /** For each word, the number of its sentence. */
  readonly sentences: readonly number[];
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
});

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

/**
 * Positions in a text, as the bits of a number: the lowest stands for the word at which the match begins. So a match takes
 * no memory, and no more than 31 words.
 */
type Positions = number;

const highest = (positions: Positions): number => 31 - Math.clz32(positions);

const tryChoice = (node: Choice, subject: Subject, start: number, at: number): Positions => {
  const fitting = step(subject, start, at) ? node.byWord.get(subject.words[at] as string) : undefined;
  let ends = 0;
  const here = 1 << (at - start);
  if (fitting !== undefined) for (const inner of fitting) ends |= advance(inner, subject, start, here);
  for (const inner of node.others) ends |= advance(inner, subject, start, here);
  return ends;
};

/** From one position, the positions behind a match of `node`. */
const advanceFrom = (
  node: Exclude<Node, Sequence>,
  subject: Subject,
  start: number,
  at: number,
): Positions => {
  const here = 1 << (at - start);
  switch (node.type) {
    case 'choice':
      return (node.optional ? here : 0) | tryChoice(node, subject, start, at);
    case 'begin':
      return begins(subject, at) ? here : 0;
    case 'end':
      return ends(subject, at) ? here : 0;
    case 'gap': {
      let reached = here;
      for (let k = 0; k < maxGap && step(subject, start, at + k); k++) reached |= here << (k + 1);
      return reached;
    }
    default:
      return step(subject, start, at) && fits(node, subject.words[at] as string) ? here << 1 : 0;
  }
};

/** From each of `positions`, the positions behind a match of `node`. */
const advance = (node: Node, subject: Subject, start: number, positions: Positions): Positions => {
  if (node.type === 'sequence') {
    let current = positions;
    for (const inner of node.nodes) {
      if (current === 0) return 0;
      current = advance(inner, subject, start, current);
    }
    return current;
  }
  let reached = 0;
  for (let left = positions; left !== 0; left &= left - 1) {
    reached |= advanceFrom(node, subject, start, start + highest(left & -left));
  }
  return reached;
};

const fits = (node: Node, word: string): boolean => {
  if (node.type === 'word') return node.word === word;
  return node.type === 'any' || (node.type === 'prefix' && word.startsWith(node.prefix));
};

/** The end of the longest match of `node` that begins at word `start`, or -1. */
export const matchAt = (node: Node, subject: Subject, start: number): number => {
  const ends = advance(node, subject, start, 1);
  return ends === 0 ? -1 : start + highest(ends);
};
