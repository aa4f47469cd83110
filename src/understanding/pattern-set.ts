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
  /** The pattern as it was written, for errors. */
  readonly source: string;
}

/** An entry with the parts that no match of it can do without, by their numbers in its set. */
interface Sought<T> extends Pick<Entry<T>, 'node' | 'value'> {
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

/** Numbers the indispensable parts of a set, and tells which of them a text has a word for. */
const createPresence = () => {
  const numbers = new Map<Node, number>();
  const byWord = new Map<string, number[]>();
  const set = Symbol('pattern set');
  return {
    numberOf: (part: Node): number => {
      const known = numbers.get(part);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(part, number);
      for (const word of firstsOf(part).words) append(byWord, word, number);
      return number;
    },
    in: (subject: Subject): Uint8Array => {
      const known = subject.present.get(set);
      if (known !== undefined) return known;
      const present = new Uint8Array(numbers.size);
      for (const word of subject.words) {
        const begun = byWord.get(word);
        for (let i = 0; begun !== undefined && i < begun.length; i++) present[begun[i] as number] = 1;
      }
      subject.present.set(set, present);
      return present;
    },
  };
};

/** @throws PatternError naming the pattern, when it can match nothing, begins with any word, or with a prefix under three letters */
export const createPatternSet = <T>(entries: readonly Entry<T>[]): PatternSet<T> => {
  const byWord = new Map<string, Sought<T>[]>();
  const byPrefix = new Map<string, Sought<T>[]>();
  const presence = createPresence();
  for (const { node, value, source } of entries) {
    const entry = { node, value, needs: indispensable(node).map(presence.numberOf) };
    const { words, prefixes, open, empty } = firstsOf(node);
    if (empty || open) throw new PatternError(`"${source}": it can begin with anything`);
    for (const word of words) append(byWord, word, entry);
    for (const prefix of prefixes) {
      if (prefix.length < prefixKey) throw new PatternError(`"${source}": "${prefix}*" is too short`);
      append(byPrefix, prefix.slice(0, prefixKey), entry);
    }
  }
  const gather = (
    candidates: readonly Sought<T>[] | undefined,
    subject: Subject,
    at: number,
    present: Uint8Array,
    hits: Hit<T>[],
  ): void => {
    // The innermost loop of the whole understanding: plain loops, and most candidates end at their needs.
    next: for (const { node, value, needs } of candidates ?? []) {
      for (const number of needs) if (present[number] === 0) continue next;
      const end = matchAt(node, subject, at);
      if (end > at) hits.push({ value, start: at, end });
    }
  };
  const gatherAt = (subject: Subject, at: number, present: Uint8Array, hits: Hit<T>[]): void => {
    const word = subject.words[at] as string;
    gather(byWord.get(word), subject, at, present, hits);
    if (byPrefix.size > 0) gather(byPrefix.get(word.slice(0, prefixKey)), subject, at, present, hits);
  };
  return {
    from: (subject, at) => {
      const hits: Hit<T>[] = [];
      gatherAt(subject, at, presence.in(subject), hits);
      return hits;
    },
    search: (subject) => {
      const hits: Hit<T>[] = [];
      const present = presence.in(subject);
      for (let i = 0; i < subject.words.length; i++) gatherAt(subject, i, present, hits);
      return hits;
    },
  };
};

/** Every word that the patterns know, for mending typos. */
export const wordsOf = (node: Node, into: Set<string>): void => {
  if (node.type === 'word') into.add(node.word);
  else if ('nodes' in node) for (const inner of node.nodes) wordsOf(inner, into);
};
