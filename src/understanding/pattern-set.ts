import { collectFirsts, type Firsts, type Node, PatternError } from './pattern.ts';
import { matchAt, type Subject } from './pattern-match.ts';
import { createPhraseTree } from './phrase-tree.ts';

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

/** Prefixes are looked up by their first letters. */
const prefixKey = 3;

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

/** Numbers the indispensable parts of a set, and tells where a text last has a word for each: no match runs across a full stop. */
const createPresence = () => {
  const numbers = new Map<unknown, number>();
  const byWord = new Map<string, number[]>();
  return {
    numberOf: (part: Node): number => {
      const key = keyOf(part);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(key, number);
      for (const word of firstsOf(part).words) append(byWord, word, number);
      return number;
    },
    /** Makes the list of last places, by number, which `note` fills. */
    createLast: () => new Int16Array(numbers.size),
    note: (last: Int16Array, word: string, at: number) => {
      const found = byWord.get(word);
      if (found !== undefined) for (const number of found) last[number] = at;
    },
  };
};

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
  // Nearly all that lists hold is plain phrases, so these are not tried one by one.
  const phrases = createPhraseTree<{ readonly value: T; readonly order: number }>();
  const byWord = new Map<string, Sought<T>[]>();
  const byPrefix = new Map<string, Sought<T>[]>();
  const presence = createPresence();
  for (const [order, { node, value, source }] of entries.entries()) {
    const phrase = phraseOf(node);
    if (phrase !== undefined) {
      phrases.add(phrase, { value, order });
      continue;
    }
    const entry = { node, value, order, needs: indispensable(node).map(presence.numberOf) };
    const { words, prefixes, open, empty } = firstsOf(node);
    if (empty || open) throw new PatternError(`"${source}": it can begin with anything`);
    for (const word of words) append(byWord, word, entry);
    // What is found by its first letters comes behind all that is found by a word.
    const late = { ...entry, order: entries.length + order };
    for (const prefix of prefixes) {
      if (prefix.length < prefixKey) throw new PatternError(`"${source}": "${prefix}*" is too short`);
      append(byPrefix, prefix.slice(0, prefixKey), late);
    }
  }
  /** For each indispensable part, the last place in the sentences read so far that has a word for it. */
  const last = presence.createLast();
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
  const searchFrom = (subject: Subject, first: number, behind: number): Found<T>[] => {
    const { words, breaks } = subject;
    const found: Found<T>[] = [];
    let noted = first;
    last.fill(-1);
    for (let at = first; at < behind; at++) {
      const word = words[at] as string;
      phrases.from(subject, at, ({ value, order }, end) => insert(found, { value, order, start: at, end }));
      const fitting = byWord.get(word);
      const late = byPrefix.size > 0 ? byPrefix.get(word.slice(0, prefixKey)) : undefined;
      if (fitting === undefined && late === undefined) continue;
      noted = Math.max(noted, at);
      for (; noted < words.length && (noted === at || breaks[noted] !== 2); noted++) {
        presence.note(last, words[noted] as string, noted);
      }
      if (fitting !== undefined) gather(fitting, subject, at, found);
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
