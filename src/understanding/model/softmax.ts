import type { Features } from './features.ts';

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

/** How likely each class is; they add up to 1. */
export const classify = (linear: Linear, features: Features): Float64Array => {
  const sums = Float64Array.from(linear.biases);
  for (const { buckets, value } of features) {
    for (let from = 0; from < buckets.length; from += mostRows) {
      addRows(linear, buckets, from, Math.min(buckets.length, from + mostRows), value, sums);
    }
  }
  return softmax(sums);
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

/** Adds the rows of some buckets, times `value`, to `sums`: this is where a long text spends most of its time. */
const addRows = (
  { classes, buckets: size, weights, scale }: Linear,
  buckets: readonly number[],
  from: number,
  to: number,
  value: number,
  sums: Float64Array,
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
      sums[place + k] = (sums[place + k] as number) + value * scale * ((totals[k] as number) - tooMuch);
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
