import type { Words } from './words.ts';

/**
 * A small language of word patterns, in which the lexicons are written:
 *
 *     send            this word                    (a|b c)     one of these
 *     verif*          a word that begins so        [a|b c]     one of these, or nothing
 *     <name>          a list of the lexicon        _           any one word
 *     ...             up to five words             ^ $         beginning, end of a clause (fillers do not count)
 *
 * A match never runs across a full stop. Matching carries a set of positions from one part to the next, so its time
 * is bounded by the length of the pattern, whatever the text; there is no backtracking.
 */
export type Node =
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'prefix'; readonly prefix: string }
  | { readonly type: 'any' }
  | { readonly type: 'gap' }
  | { readonly type: 'begin' }
  | { readonly type: 'end' }
  | { readonly type: 'sequence'; readonly nodes: readonly Node[] }
  | Choice;

/** One of several nodes; which can begin with the word at hand is looked up, so that long lists cost little. */
export interface Choice {
  readonly type: 'choice';
  readonly nodes: readonly Node[];
  readonly optional: boolean;
  readonly byWord: ReadonlyMap<string, readonly Node[]>;
  /** Nodes that can begin with a prefix, with any word, or be empty: always tried. */
  readonly others: readonly Node[];
  /** Set for named lists, whose matches are remembered for each place in a text. */
  readonly list?: symbol;
}

/** Makes a choice of nodes, with its look-up. */
export const createChoice = (nodes: readonly Node[], optional: boolean, list?: symbol): Choice => {
  const byWord = new Map<string, Node[]>();
  const others: Node[] = [];
  for (const node of nodes) {
    const firsts: Firsts = { words: new Set(), prefixes: new Set(), open: false };
    const empty = collectFirsts(node, firsts);
    if (empty || firsts.open || firsts.prefixes.size > 0) others.push(node);
    else for (const word of firsts.words) byWord.set(word, [...(byWord.get(word) ?? []), node]);
  }
  return { type: 'choice', nodes, optional, byWord, others, ...(list === undefined ? {} : { list }) };
};

/** Most words that `...` stands for. */
const maxGap = 5;

/** Written patterns come apart into these. */
const part = /\.\.\.|<[\w-]+>|[()[\]|^$]|[^\s()[\]|<>]+/gu;

/** Thrown by `parsePattern`; the loader of lexicons adds file and pattern. */
export class PatternError extends Error {}

/**
 * Reads a pattern.
 *
 * @param lists named lists, already read
 * @param spell the plain form of a word, as in texts
 * @throws PatternError when brackets do not match or a list is not known
 */
export const parsePattern = (
  source: string,
  lists: ReadonlyMap<string, Node>,
  spell: (word: string) => readonly string[],
): Node => {
  const parts = source.match(part) ?? [];
  let at = 0;
  const choice = (closing: string | undefined): Node => {
    const branches: Node[] = [];
    let nodes: Node[] = [];
    for (; at < parts.length; at++) {
      const next = parts[at] as string;
      if (next === ')' || next === ']') {
        if (next !== closing) throw new PatternError(`"${next}" closes nothing`);
        branches.push({ type: 'sequence', nodes });
        return createChoice(branches, next === ']');
      }
      if (next === '|') {
        branches.push({ type: 'sequence', nodes });
        nodes = [];
      } else nodes.push(...single(next));
    }
    if (closing !== undefined) throw new PatternError(`"${closing}" is missing`);
    branches.push({ type: 'sequence', nodes });
    return branches.length === 1 ? (branches[0] as Node) : createChoice(branches, false);
  };
  const single = (next: string): Node[] => {
    if (next === '(' || next === '[') {
      at++;
      return [choice(next === '(' ? ')' : ']')];
    }
    if (next === '...') return [{ type: 'gap' }];
    if (next === '_') return [{ type: 'any' }];
    if (next === '^') return [{ type: 'begin' }];
    if (next === '$') return [{ type: 'end' }];
    if (next.startsWith('<')) {
      const list = lists.get(next.slice(1, -1));
      if (list === undefined) throw new PatternError(`no list is called ${next}`);
      return [list];
    }
    if (next.endsWith('*')) return [{ type: 'prefix', prefix: next.slice(0, -1) }];
    return spell(next).map((word) => ({ type: 'word', word }));
  };
  return choice(undefined);
};

/** Which words a pattern can begin with. */
export interface Firsts {
  readonly words: Set<string>;
  readonly prefixes: Set<string>;
  /** True when it can match nothing at all, or begins with just any word: no use as a pattern. */
  open: boolean;
}

/** Collects what a node can begin with; answers whether it can be empty. */
export const collectFirsts = (node: Node, firsts: Firsts): boolean => {
  switch (node.type) {
    case 'word':
      firsts.words.add(node.word);
      return false;
    case 'prefix':
      firsts.prefixes.add(node.prefix);
      return false;
    case 'any':
      firsts.open = true;
      return false;
    case 'gap':
      firsts.open = true;
      return true;
    case 'begin':
    case 'end':
      return true;
    case 'sequence':
      return node.nodes.every((inner) => collectFirsts(inner, firsts));
    case 'choice': {
      const empty = node.nodes.map((inner) => collectFirsts(inner, firsts));
      return node.optional || empty.includes(true);
    }
  }
};

/** A text to match in, with what counts as filler there. */
export interface Subject extends Words {
  readonly isFiller: (word: string) => boolean;
  /** What named lists matched, by list and place; filled while matching. */
  readonly memory: Map<symbol, (readonly number[])[]>;
}

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
