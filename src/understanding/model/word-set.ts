import { hashEnd, hashStart, hashText } from './hash.ts';

/** The hashes of words, two bits each. A word that was never put in is seldom found in it. */
export type WordSet = Uint8Array;

const bits = 2 ** 18;
export const wordSetBytes = bits / 8;
const seeds = [11, 12] as const;

const bitsOf = (word: string): number[] =>
  seeds.map((seed) => hashEnd(hashText(hashStart(seed), word)) % bits);

/** Makes the set of some words. */
export const createWordSet = (words: Iterable<string>): WordSet => {
  const set = new Uint8Array(wordSetBytes);
  for (const word of words) {
    for (const bit of bitsOf(word)) set[bit >> 3] = (set[bit >> 3] as number) | (1 << (bit & 7));
  }
  return set;
};

const has = (set: WordSet, word: string): boolean =>
  bitsOf(word).every((bit) => (((set[bit >> 3] as number) >> (bit & 7)) & 1) === 1);

/** The share of words that are in the set; 1 of none. */
export const knownShare = (words: readonly string[], set: WordSet): number =>
  words.length === 0 ? 1 : words.filter((word) => has(set, word)).length / words.length;
