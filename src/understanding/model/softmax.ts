import type { Features } from './features.ts';

/** A linear model: for each feature and class a weight, features first, and for each class a bias. */
export interface Linear {
  readonly classes: number;
  readonly weights: Float32Array | Int8Array;
  /** What the weights are to be multiplied by. */
  readonly scale: number;
  readonly biases: Float32Array;
}

/** How likely each class is; they add up to 1. */
export const softmaxOf = ({ classes, weights, scale, biases }: Linear, features: Features): Float64Array => {
  const sums = Float64Array.from(biases);
  const { indices, values } = features;
  for (let i = 0; i < indices.length; i++) {
    const value = (values[i] as number) * scale;
    const row = (indices[i] as number) * classes;
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + value * (weights[row + k] as number);
  }
  return normalise(sums);
};

/** Makes likelihoods of sums, in place. */
const normalise = (sums: Float64Array): Float64Array => {
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
