import type { Evidence } from '../evidence.ts';
import type { Piece, Pieces } from '../words.ts';
import { hashEnd, hashStart, hashText, hashUnit } from './hash.ts';

/** How many buckets features are hashed into: so many that different ones seldom share one. */
const buckets = 2 ** 16;
/** To tell intents takes all of them; to tell what a text replies to one question, fewer do as well. */
export const intentBuckets = buckets;
export const replyBuckets = 2 ** 13;
/** The first of them are kept for lists and rules, which n-grams must not drown. */
const reserved = 2 ** 11;

interface WordEnd {
  readonly word: string;
  readonly end: number;
}

/** One kind of feature of a text: the buckets that it falls into, each as often as it does, and what each time counts. */
export interface FeatureGroup {
  readonly buckets: readonly number[];
  readonly value: number;
  /** Of n-grams: the words that the buckets are of, one after the other, and the place behind those of each. */
  readonly words?: readonly WordEnd[];
}

/** A text as the model sees it. */
export type Features = readonly FeatureGroup[];

/** No more words than this are looked at: the first ones and the last ones. */
const firstWords = 110;
const lastWords = 50;
const longestWord = 24;
const minGram = 2;
const maxGram = 5;
/** Most tags of which pairs are made, in one sentence. */
const maxPaired = 14;

/** What each kind of feature weighs. */
const weights = { words: 1, grams: 1, tags: 1, rules: 0.25, shape: 0.2 } as const;

const seeds = {
  word: 1,
  pair: 2,
  skip: 3,
  gram: 4,
  accent: 5,
  edge: 6,
  tag: 7,
  tagPair: 8,
  rule: 9,
  shape: 10,
} as const;

const plainBucket = (hash: number): number => reserved + (hashEnd(hash) % (buckets - reserved));
const ruleBucket = (hash: number): number => hashEnd(hash) % reserved;

const beyondAscii = /\P{ASCII}/u;

type Group = number[];

const wordsOf = (pieces: readonly Piece[], group: Group): void => {
  const hashes = pieces.map(({ word }) => hashText(hashStart(seeds.word), word));
  for (let i = 0; i < pieces.length; i++) {
    const { word, written, before } = pieces[i] as Piece;
    const hash = hashes[i] as number;
    group.push(plainBucket(hash));
    if (written !== word && beyondAscii.test(written)) {
      group.push(plainBucket(hashText(hashStart(seeds.accent), written)));
    }
    if (i === 0 || before > 0) {
      const second = pieces[i + 1]?.word ?? '$';
      const edge = hashText(hashStart(seeds.edge), word);
      group.push(plainBucket(edge), plainBucket(hashText(hashUnit(edge, 32), second)));
    }
    if (i === pieces.length - 1 || pieces[i + 1]?.before === 2) {
      group.push(plainBucket(hashUnit(hashText(hashStart(seeds.edge), word), 36)));
    }
    for (let gap = 1; gap <= 3 && i + gap < pieces.length; gap++) {
      const next = pieces[i + gap] as Piece;
      if (next.before === 2) break;
      const seed = gap === 1 ? seeds.pair : seeds.skip;
      group.push(plainBucket(hashText(hashUnit(hashUnit(hash, seed), 32), next.word)));
    }
  }
};

const gramsOf = (pieces: readonly Piece[], group: Group, words: WordEnd[]): void => {
  for (const { word } of pieces) {
    const padded = ` ${word.slice(0, longestWord)} `;
    for (let from = 0; from + minGram <= padded.length; from++) {
      let hash = hashStart(seeds.gram);
      const longest = Math.min(maxGram, padded.length - from);
      for (let n = 1; n <= longest; n++) {
        hash = hashUnit(hash, padded.charCodeAt(from + n - 1));
        if (n >= minGram) group.push(plainBucket(hash));
      }
    }
    words.push({ word, end: group.length });
  }
};

const tagsOf = ({ tags }: Evidence, group: Group): void => {
  const seen = new Set<number>();
  const add = (bucket: number) => {
    if (!seen.has(bucket)) group.push(bucket);
    seen.add(bucket);
  };
  for (let i = 0; i < tags.length; i++) {
    const { name, sentence } = tags[i] as Evidence['tags'][number];
    const hash = hashText(hashStart(seeds.tag), name);
    add(ruleBucket(hash));
    if (tags[i - 1]?.sentence !== sentence) add(plainBucket(hashUnit(hash, 94)));
    for (let j = i + 1; j < tags.length && j <= i + maxPaired; j++) {
      const other = tags[j] as Evidence['tags'][number];
      if (other.sentence !== sentence) break;
      const pair = hashText(hashUnit(hashUnit(hash, seeds.tagPair), 32), other.name);
      add(plainBucket(pair));
      if (j === i + 1) add(plainBucket(hashUnit(pair, 33)));
    }
  }
};

const rulesOf = ({ rules, vetoes, asks }: Evidence, group: Group): void => {
  const add = (name: string) => {
    const bucket = ruleBucket(hashText(hashStart(seeds.rule), name));
    if (!group.includes(bucket)) group.push(bucket);
  };
  for (const { intent, score, vetoed } of rules) {
    const level = score > 0.8 ? 'sure' : score > 0.5 ? 'likely' : 'hint';
    add(vetoed ? `${intent} vetoed` : `${intent} ${level}`);
    if (!vetoed) add(intent);
  }
  for (const { intent } of vetoes) add(`not ${intent}`);
  if (asks) add('asks');
};

const shapeOf = ({ pieces, questionMark }: Pieces, group: Group): void => {
  const length = pieces.length;
  const size =
    length <= 1
      ? 1
      : length <= 2
        ? 2
        : length <= 4
          ? 4
          : length <= 8
            ? 8
            : length <= 16
              ? 16
              : length <= 40
                ? 40
                : 160;
  group.push(ruleBucket(hashUnit(hashStart(seeds.shape), size)));
  if (questionMark) group.push(ruleBucket(hashUnit(hashStart(seeds.shape), 63)));
};

/** Makes what the model sees of a text. Linear in its length; never throws. */
export const featuresOf = (text: Pieces, evidence: Evidence): Features => {
  const all = text.pieces;
  const pieces =
    all.length <= firstWords + lastWords ? all : [...all.slice(0, firstWords), ...all.slice(-lastWords)];
  const group = (weight: number, fill: (group: Group) => void): FeatureGroup => {
    const buckets: Group = [];
    fill(buckets);
    return { buckets, value: weight / Math.sqrt(buckets.length + 1) };
  };
  const words: WordEnd[] = [];
  return [
    group(weights.words, (into) => wordsOf(pieces, into)),
    { ...group(weights.grams, (into) => gramsOf(pieces, into, words)), words },
    group(weights.tags, (into) => tagsOf(evidence, into)),
    group(weights.rules, (into) => rulesOf(evidence, into)),
    group(weights.shape, (into) => shapeOf(text, into)),
  ];
};
