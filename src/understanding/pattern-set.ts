import { collectFirsts, type Firsts, type Node, PatternError } from './pattern.ts';
import { matchAt, type Subject } from './pattern-match.ts';

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
}

/** Prefixes are looked up by their first letters. */
const prefixKey = 3;

/** @throws PatternError when a pattern can match nothing, begins with any word, or with a prefix under three letters */
export const createPatternSet = <T>(entries: readonly Entry<T>[]): PatternSet<T> => {
  const byWord = new Map<string, Entry<T>[]>();
  const byPrefix = new Map<string, Entry<T>[]>();
  const put = (map: Map<string, Entry<T>[]>, key: string, entry: Entry<T>) => {
    const list = map.get(key) ?? [];
    if (list.at(-1) !== entry) list.push(entry);
    map.set(key, list);
  };
  for (const entry of entries) {
    const firsts: Firsts = { words: new Set(), prefixes: new Set(), open: false };
    if (collectFirsts(entry.node, firsts) || firsts.open)
      throw new PatternError('it can begin with anything');
    for (const word of firsts.words) put(byWord, word, entry);
    for (const prefix of firsts.prefixes) {
      if (prefix.length < prefixKey) throw new PatternError(`"${prefix}*" is too short`);
      put(byPrefix, prefix.slice(0, prefixKey), entry);
    }
  }
  const from = (subject: Subject, at: number): Hit<T>[] => {
    const word = subject.words[at] as string;
    const hits: Hit<T>[] = [];
    for (const candidates of [byWord.get(word), byPrefix.get(word.slice(0, prefixKey))]) {
      for (const { node, value } of candidates ?? []) {
        const end = matchAt(node, subject, at);
        if (end > at) hits.push({ value, start: at, end });
      }
    }
    return hits;
  };
  return {
    from,
    search: (subject) => {
      const hits: Hit<T>[] = [];
      for (let i = 0; i < subject.words.length; i++) hits.push(...from(subject, i));
      return hits;
    },
  };
};

/** Every word that the patterns know, for mending typos. */
export const wordsOf = (node: Node, into: Set<string>): void => {
  if (node.type === 'word') into.add(node.word);
  else if ('nodes' in node) for (const inner of node.nodes) wordsOf(inner, into);
};
