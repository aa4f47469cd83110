/** Shorter words are never mended: too many of them lie one letter apart. */
const minLength = 5;

const without = (word: string, i: number): string => word.slice(0, i) + word.slice(i + 1);

const isSwap = (a: string, b: string): boolean => {
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
};

/** True when one letter more, less, other or two swapped make `b` of `a`; two different words. */
const isOneTypo = (a: string, b: string): boolean => {
  if (a.length === b.length) {
    let differing = 0;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) differing++;
    return differing === 1 || (differing === 2 && isSwap(a, b));
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(i) === long.slice(i + 1);
};

/** "helped" is no typo of "helper", nor "codes" of "code": endings are grammar. */
const differsByEnding = (a: string, b: string): boolean => {
  if (a.length === b.length) return a.slice(0, -1) === b.slice(0, -1) && /[sdryn]$/.test(b);
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /[sdryn]$/.test(long);
};

/** Words by what is left of them when one letter is taken out, and by themselves. */
const indexByDeletion = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const byDeletion = new Map<string, string[]>();
  for (const word of words) {
    for (const key of [word, ...Array.from(word, (_, i) => without(word, i))]) {
      const list = byDeletion.get(key);
      if (list === undefined) byDeletion.set(key, [word]);
      else if (!list.includes(word)) list.push(word);
    }
  }
  return byDeletion;
};

/**
 * Mends one typo in words of five letters or more, towards the words of `vocabulary`.
 *
 * @param right words that are right as they are though a word of the vocabulary is near
 * @returns the mended word, or the word itself
 */
export const createSpelling = (vocabulary: Iterable<string>, right: ReadonlySet<string>) => {
  const known = new Set(vocabulary);
  const byFirstLetter = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < minLength) continue;
    const letter = word[0] as string;
    const list = byFirstLetter.get(letter);
    if (list === undefined) byFirstLetter.set(letter, [word]);
    else list.push(word);
  }
  // The first letter is seldom the wrong one, so each has an index of its own, made when a text first needs it.
  const indices = new Map<string, ReturnType<typeof indexByDeletion>>();
  const indexFor = (letter: string) => {
    const made = indices.get(letter) ?? indexByDeletion(byFirstLetter.get(letter) ?? []);
    indices.set(letter, made);
    return made;
  };
  return (word: string): string => {
    if (word.length < minLength || word.length > 24 || known.has(word) || right.has(word)) return word;
    const index = indexFor(word[0] as string);
    for (let i = -1; i < word.length; i++) {
      for (const candidate of index.get(i < 0 ? word : without(word, i)) ?? []) {
        if (candidate[0] !== word[0] || differsByEnding(word, candidate)) continue;
        if (isOneTypo(word, candidate)) return candidate;
      }
    }
    return word;
  };
};
