import { collectFirsts, type Firsts, type Node, PatternError } from './pattern.ts';
import { matchAt, type Subject } from './pattern-match.ts';
import { addPhrase, type Branch, createBranch } from './phrase-tree.ts';

/** A match: what it stands for, and which words it took. */
export interface Hit<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

/** Many patterns, found by the words they can begin with: a text costs only the patterns its own words call up. */
export interface PatternSet<T> {
  readonly search: (subject: Subject) => Hit<T>[];
  /** The longest match that begins at `at`, for each value. */
  readonly from: (subject: Subject, at: number) => Hit<T>[];
}

interface Entry<T> {
  readonly node: Node;
  readonly value: T;
  /** The pattern as it was written, for errors. */
  readonly source: string;
}

/** An entry, numbered in the order of its set, with the parts that no match of it can do without, by their numbers. */
interface Sought<T> extends Pick<Entry<T>, 'node' | 'value'> {
  readonly order: number;
  readonly needs: readonly number[];
}

/** All that one word calls up in a set, so that a text looks each of its words up once. */
interface Start<T> {
  /** Phrases of plain words that begin with it. */
  readonly phrases: Branch<Ordered<T>>;
  /** Other patterns that can begin with it. */
  readonly sought: Sought<T>[];
  /** The indispensable parts that it can begin, by their numbers. */
  readonly begins: number[];
}

interface Ordered<T> {
  readonly value: T;
  readonly order: number;
}

/** Prefixes are looked up by their first letters. */
const prefixKey = 3;

/** A number for the first letters of a word; seldom the same for others. */
const prefixNumber = (word: string): number =>
  (word.charCodeAt(0) << 14) ^ (word.charCodeAt(1) << 7) ^ word.charCodeAt(2);

const append = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
};

const firstsOf = (node: Node): Firsts & { readonly empty: boolean } => {
  const firsts: Firsts = { words: new Set(), prefixes: new Set(), open: false };
  const empty = collectFirsts(node, firsts);
  return { ...firsts, empty };
};

/** The parts of a pattern, behind its first, that every match has and that begin with one of a few words. */
const indispensable = (node: Node): Node[] =>
  node.type !== 'sequence'
    ? []
    : node.nodes.slice(1).filter((part) => {
        if (part.type === 'word') return true;
        return part.type === 'choice' && !part.optional && part.others.length === 0;
      });

/** What makes two parts the same: their word, or the list that they name. */
const keyOf = (part: Node): unknown =>
  part.type === 'word' ? part.word : part.type === 'choice' && part.list !== undefined ? part.list : part;

/** The words of a pattern that is made of plain words only. */
const phraseOf = (node: Node): readonly string[] | undefined => {
  if (node.type !== 'sequence') return undefined;
  const words = node.nodes.flatMap((part) => (part.type === 'word' ? [part.word] : []));
  return words.length === node.nodes.length && words.length > 0 ? words : undefined;
};

/** What is found comes place by place, and at one place in the order of the set. */
interface Found<T> extends Hit<T> {
  readonly order: number;
}

const insert = <T>(found: Found<T>[], one: Found<T>): void => {
  let at = found.length;
  while (at > 0) {
    const before = found[at - 1] as Found<T>;
    if (before.start !== one.start || before.order < one.order) break;
    found[at--] = before;
  }
  found[at] = one;
};

/** @throws PatternError naming the pattern, when it can match nothing, begins with any word, or with a prefix under three letters */
export const createPatternSet = <T>(entries: readonly Entry<T>[]): PatternSet<T> => {
  const starts = new Map<string, Start<T>>();
  const byPrefix = new Map<number, Sought<T>[]>();
  const startOf = (word: string): Start<T> => {
    const known = starts.get(word);
    if (known !== undefined) return known;
    const made: Start<T> = { phrases: createBranch(), sought: [], begins: [] };
    starts.set(word, made);
    return made;
  };
  const numbers = new Map<unknown, number>();
  const numberOf = (part: Node): number => {
    const known = numbers.get(keyOf(part));
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(keyOf(part), number);
    for (const word of firstsOf(part).words) startOf(word).begins.push(number);
    return number;
  };
  for (const [order, { node, value, source }] of entries.entries()) {
    const phrase = phraseOf(node);
    if (phrase !== undefined) {
      // Nearly all that lists hold is plain phrases, so these are not tried one by one.
      addPhrase(startOf(phrase[0] as string).phrases, phrase, 1, { value, order });
      continue;
    }
    const entry = { node, value, order, needs: indispensable(node).map(numberOf) };
    const { words, prefixes, open, empty } = firstsOf(node);
    if (empty || open) throw new PatternError(`"${source}": it can begin with anything`);
    for (const word of words) startOf(word).sought.push(entry);
    // What is found by its first letters comes behind all that is found by a word.
    const late = { ...entry, order: entries.length + order };
    for (const prefix of prefixes) {
      if (prefix.length < prefixKey) throw new PatternError(`"${source}": "${prefix}*" is too short`);
      append(byPrefix, prefixNumber(prefix), late);
    }
  }
  /** For each indispensable part, the last place in the sentences read so far that has a word for it. */
  const last = new Int16Array(numbers.size);
  const gather = (
    candidates: readonly Sought<T>[],
    subject: Subject,
    at: number,
    found: Found<T>[],
  ): void => {
    // The innermost loop of the whole understanding: plain loops, and most candidates end at their needs.
    next: for (const { node, value, order, needs } of candidates) {
      for (const number of needs) if ((last[number] as number) < at) continue next;
      const end = matchAt(node, subject, at);
      if (end > at) insert(found, { value, order, start: at, end });
    }
  };
  const followPhrases = (
    { words, breaks }: Subject,
    start: number,
    phrases: Branch<Ordered<T>>,
    found: Found<T>[],
  ): void => {
    let branch: Branch<Ordered<T>> | undefined = phrases;
    for (let end = start + 1; branch !== undefined; end++) {
      for (const { value, order } of branch.values) insert(found, { value, order, start, end });
      if (branch.next.size === 0 || end >= words.length || breaks[end] === 2) return;
      branch = branch.next.get(words[end] as string);
    }
  };
  const searchFrom = (subject: Subject, first: number, behind: number): Found<T>[] => {
    const { words, breaks } = subject;
    const found: Found<T>[] = [];
    /** What each word calls up, from the first one on. */
    const called: (Start<T> | undefined)[] = [];
    const calledAt = (at: number) => {
      while (called.length <= at - first) called.push(starts.get(words[first + called.length] as string));
      return called[at - first];
    };
    let noted = -1;
    for (let at = first; at < behind; at++) {
      const start = calledAt(at);
      if (start !== undefined) followPhrases(subject, at, start.phrases, found);
      const sought = start?.sought ?? [];
      const late = byPrefix.size > 0 ? byPrefix.get(prefixNumber(words[at] as string)) : undefined;
      if (sought.length === 0 && late === undefined) continue;
      if (noted < 0) last.fill(-1);
      noted = Math.max(noted, at);
      for (; noted < words.length && (noted === at || breaks[noted] !== 2); noted++) {
        for (const number of calledAt(noted)?.begins ?? []) last[number] = noted;
      }
      gather(sought, subject, at, found);
      if (late !== undefined) gather(late, subject, at, found);
    }
    return found;
  };
  return {
    from: (subject, at) => searchFrom(subject, at, at + 1),
    search: (subject) => searchFrom(subject, 0, subject.words.length),
  };
};

/** Every word that the patterns know, for mending typos. */
export const wordsOf = (node: Node, into: Set<string>): void => {
  if (node.type === 'word') into.add(node.word);
  else if ('nodes' in node) for (const inner of node.nodes) wordsOf(inner, into);
};
