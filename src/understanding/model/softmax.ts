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
  const { classes, scale } = linear;
  const sums = Float64Array.from(linear.biases);
  const group = new Int32Array(classes);
  for (const { buckets, value } of features) {
    addRows(linear, buckets, group.fill(0));
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + value * scale * (group[k] as number);
  }
  return softmax(sums);
};

/**
 * Adds the rows of some buckets to `into`. Whole numbers are added several times faster than products of fractions, and
 * four rows at once faster than one after the other: this is where a long text spends most of its time.
 */
const addRows = (
  { classes, buckets: size, weights }: Linear,
  buckets: readonly number[],
  into: Int32Array,
): void => {
  const rowOf = (i: number) => ((buckets[i] as number) & (size - 1)) * classes;
  const at = (place: number) => weights[place] as number;
  let i = 0;
  for (; i + 3 < buckets.length; i += 4) {
    const a = rowOf(i);
    const b = rowOf(i + 1);
    const c = rowOf(i + 2);
    const d = rowOf(i + 3);
    for (let k = 0; k < classes; k++) {
      into[k] = (into[k] as number) + at(a + k) + at(b + k) + at(c + k) + at(d + k);
    }
  }
  for (; i < buckets.length; i++) {
    const row = rowOf(i);
    for (let k = 0; k < classes; k++) into[k] = (into[k] as number) + at(row + k);
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
