import type { Words } from './words.ts';

/** What begins with the same words. */
interface Branch<T> {
  /** What ends here. */
  readonly values: T[];
  readonly next: Map<string, Branch<T>>;
}

const createBranch = <T>(): Branch<T> => ({ values: [], next: new Map() });

/** Phrases of plain words, found all at once by going along the words of a text. */
export interface PhraseTree<T> {
  readonly add: (phrase: readonly string[], value: T) => void;
  /** Tells of each phrase that begins with the word at `start`, and where it ends. None runs across a full stop. */
  readonly from: (text: Words, start: number, found: (value: T, end: number) => void) => void;
}

export const createPhraseTree = <T>(): PhraseTree<T> => {
  const root = createBranch<T>();
  return {
    add: (phrase, value) => {
      let branch = root;
      for (const word of phrase) {
        let next = branch.next.get(word);
        if (next === undefined) {
          next = createBranch();
          branch.next.set(word, next);
        }
        branch = next;
      }
      branch.values.push(value);
    },
    from: ({ words, breaks }, start, found) => {
      let branch: Branch<T> | undefined = root;
      for (let at = start; at < words.length && (at === start || breaks[at] !== 2); at++) {
        branch = branch.next.get(words[at] as string);
        if (branch === undefined) return;
        for (const value of branch.values) found(value, at + 1);
      }
    },
  };
};
