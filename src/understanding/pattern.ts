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
  | Sequence
  | Choice;

/** One node after the other. */
export interface Sequence {
  readonly type: 'sequence';
  readonly nodes: readonly Node[];
}

/** One of several nodes; which can begin with the word at hand is looked up, so that long lists cost little. */
export interface Choice {
  readonly type: 'choice';
  readonly nodes: readonly Node[];
  readonly optional: boolean;
  readonly byWord: ReadonlyMap<string, readonly Node[]>;
  /** Nodes that can begin with a prefix, with any word, or be empty: always tried. */
  readonly others: readonly Node[];
  /** Set for named lists: two choices with the same one are the same. */
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
