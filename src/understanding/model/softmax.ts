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
  const { classes, weights, scale, biases } = linear;
  const mask = linear.buckets - 1;
  const sums = Float64Array.from(biases);
  // Whole numbers, which are added several times faster than products of fractions.
  const group = new Int32Array(classes);
  for (const { buckets, value } of features) {
    group.fill(0);
    for (let i = 0; i < buckets.length; i++) {
      const row = ((buckets[i] as number) & mask) * classes;
      for (let k = 0; k < classes; k++) group[k] = (group[k] as number) + (weights[row + k] as number);
    }
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + value * scale * (group[k] as number);
  }
  return softmax(sums);
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
