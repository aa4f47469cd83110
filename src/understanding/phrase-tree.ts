/** What begins with the same words: a tree of phrases, in which all of them are found by going along the words of a text. */
export interface Branch<T> {
  /** What ends here. */
  readonly values: T[];
  readonly next: Map<string, Branch<T>>;
}

export const createBranch = <T>(): Branch<T> => ({ values: [], next: new Map() });

/** Adds the rest of a phrase, from one of its words on, to what begins with the words before. */
export const addPhrase = <T>(to: Branch<T>, phrase: readonly string[], from: number, value: T): void => {
  let branch = to;
  for (const word of phrase.slice(from)) {
    let next = branch.next.get(word);
    if (next === undefined) {
      next = createBranch();
      branch.next.set(word, next);
    }
    branch = next;
  }
  branch.values.push(value);
};
