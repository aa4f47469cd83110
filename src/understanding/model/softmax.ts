import type { FeatureGroup, Features } from './features.ts';

/** A linear model: for each bucket and class a weight, buckets first, and for each class a bias. */
export interface Linear<Weights = Int8Array> {
  readonly classes: number;
  /** How many: a power of two. Where there are fewer than features are hashed into, several of those share one. */
  readonly buckets: number;
  readonly weights: Weights;
  /** What the weights are to be multiplied by. */
  readonly scale: number;
  readonly biases: Float32Array;
}

/** What the n-grams of a word add up to, by word, remembered of the words that `keeps` tells: never of what only people wrote. */
export interface Remembered {
  readonly keeps: (word: string) => boolean;
  readonly sums: Map<string, Int16Array>;
}

/** How likely each class is; they add up to 1. */
export const classify = (linear: Linear, features: Features, remembered?: Remembered): Float64Array => {
  const { classes, scale } = linear;
  const sums = Float64Array.from(linear.biases);
  const group = new Int32Array(classes);
  for (const { buckets, value, words } of features) {
    group.fill(0);
    if (words === undefined || remembered === undefined) addRows(linear, buckets, 0, buckets.length, group);
    else addWords(linear, buckets, words, remembered, group);
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + value * scale * (group[k] as number);
  }
  return softmax(sums);
};

/** Adds the rows of words, those that are remembered as one. */
const addWords = (
  linear: Linear,
  buckets: readonly number[],
  words: NonNullable<FeatureGroup['words']>,
  { keeps, sums }: Remembered,
  into: Int32Array,
): void => {
  let from = 0;
  for (const { word, end } of words) {
    let known = sums.get(word);
    if (known === undefined && keeps(word)) {
      const own = new Int32Array(linear.classes);
      addRows(linear, buckets, from, end, own);
      known = Int16Array.from(own);
      sums.set(word, known);
    }
    if (known === undefined) addRows(linear, buckets, from, end, into);
    else for (let k = 0; k < known.length; k++) into[k] = (into[k] as number) + (known[k] as number);
    from = end;
  }
};

/*
 * Four weights are read at once as one number, and added two by two in its halves, raised by 128 so that none is below zero.
 */
const raised = 0x80808080;
const halves = 0x00ff00ff;
/** So many rows fit into a half. */
const mostRows = 256;
const evens = new Int32Array(64);
const odds = new Int32Array(64);

/** Adds the rows of some buckets to `into`: this is where a long text spends most of its time. */
const addRows = (
  linear: Linear,
  buckets: readonly number[],
  from: number,
  to: number,
  into: Int32Array,
): void => {
  for (let at = from; at < to; at += mostRows)
    addSome(linear, buckets, at, Math.min(to, at + mostRows), into);
};

const addSome = (
  { classes, buckets: size, weights }: Linear,
  buckets: readonly number[],
  from: number,
  to: number,
  into: Int32Array,
): void => {
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  const rowOf = (i: number) => ((buckets[i] as number) & (size - 1)) * classes;
  const four = (place: number) => view.getInt32(place, true) ^ raised;
  const quads = (classes + 3) >> 2;
  // The last four begin earlier where classes are no multiple of four, so as not to read on into the next row.
  const placeOf = (quad: number) => Math.min(4 * quad, classes - 4);
  evens.fill(0);
  odds.fill(0);
  let i = from;
  // Four rows at once, which is faster than one after the other.
  for (; i + 3 < to; i += 4) {
    const [a, b, c, d] = [rowOf(i), rowOf(i + 1), rowOf(i + 2), rowOf(i + 3)];
    for (let quad = 0; quad < quads; quad++) {
      const place = placeOf(quad);
      const [p, q, r, s] = [four(a + place), four(b + place), four(c + place), four(d + place)];
      const even = (p & halves) + (q & halves) + (r & halves) + (s & halves);
      const odd = ((p >>> 8) & halves) + ((q >>> 8) & halves) + ((r >>> 8) & halves) + ((s >>> 8) & halves);
      evens[quad] = (evens[quad] as number) + even;
      odds[quad] = (odds[quad] as number) + odd;
    }
  }
  for (; i < to; i++) {
    const row = rowOf(i);
    for (let quad = 0; quad < quads; quad++) {
      const one = four(row + placeOf(quad));
      evens[quad] = (evens[quad] as number) + (one & halves);
      odds[quad] = (odds[quad] as number) + ((one >>> 8) & halves);
    }
  }
  const tooMuch = 128 * (to - from);
  for (let quad = 0; quad < quads; quad++) {
    const place = placeOf(quad);
    const [even, odd] = [evens[quad] as number, odds[quad] as number];
    const totals = [even & 0xffff, odd & 0xffff, even >>> 16, odd >>> 16];
    const behind = quad + 1 < quads ? Math.min(4, placeOf(quad + 1) - place) : 4;
    for (let k = 0; k < behind; k++) {
      into[place + k] = (into[place + k] as number) + (totals[k] as number) - tooMuch;
    }
  }
};

/** Makes likelihoods of sums, in place. */
export const softmax = (sums: Float64Array): Float64Array => {
  let highest = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > highest) highest = sum;
  let total = 0;
  for (let k = 0; k < sums.length; k++) {
    const each = Math.exp((sums[k] as number) - highest);
    sums[k] = each;
    total += each;
  }
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) / total;
  return sums;
};
