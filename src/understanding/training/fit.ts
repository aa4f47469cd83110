import type { Features } from '../model/features.ts';
import { type Linear, softmax } from '../model/softmax.ts';

/** Features as flat numbers, which are read several times faster than lists: the buckets that a text falls into, and how much. */
export interface Packed {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** A text with the classes it belongs to; of several each counts alike. */
export interface Example extends Packed {
  readonly labels: readonly number[];
  /** How much it counts. */
  readonly weight: number;
}

export interface FitOptions {
  readonly classes: number;
  /** A power of two. */
  readonly buckets: number;
  readonly epochs: number;
  readonly rate: number;
  /** The share of certainty that is not asked for: a few lines of any set are mislabelled. */
  readonly smoothing: number;
  /** An example that is told within this of what was wanted has little to teach: the next epoch goes without it. */
  readonly learned: number;
}

export const usualFit = { epochs: 5, rate: 4, smoothing: 0.05, learned: 0.1 } as const;

/** A small generator of random numbers (mulberry32): the same ones for the same seed, on any machine. */
export const createRandom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The numbers from 0 up to `count` in an order that the generator gives. */
const shuffled = (order: Int32Array, random: () => number): void => {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
};

/** A gradient this small changes nothing that could be seen, and most are. */
const negligible = 2e-2;
/** What each weight's sum of squares begins with. With less, a feature seen once or twice has its say with too large a weight. */
const firstSquare = 3e-2;

/** Makes the function that packs features, for so many buckets. */
export const createPack = (buckets: number) => {
  /** How much of each bucket the text at hand has; zero again after each. */
  const amounts = new Float64Array(buckets);
  return (features: Features): Packed => {
    const touched: number[] = [];
    for (const { buckets: fallen, value } of features) {
      for (const each of fallen) {
        const bucket = each & (buckets - 1);
        const amount = amounts[bucket] as number;
        if (amount === 0) touched.push(bucket);
        amounts[bucket] = amount + value;
      }
    }
    const indices = new Int32Array(touched);
    const values = new Float32Array(touched.length);
    for (const [i, bucket] of touched.entries()) {
      values[i] = amounts[bucket] as number;
      amounts[bucket] = 0;
    }
    return { indices, values };
  };
};

/** A model while it is being fitted. */
type Fitting = Linear<Float32Array>;

/** @param sums is filled with the likelihoods and returned */
const likelihoodsIn = (
  { classes, weights, biases }: Fitting,
  { indices, values }: Packed,
  sums: Float64Array,
): Float64Array => {
  sums.set(biases);
  const row = (i: number) => (indices[i] as number) * classes;
  const value = (i: number) => values[i] as number;
  const at = (place: number) => weights[place] as number;
  let i = 0;
  // Four rows at once: half of all training is spent in this loop.
  for (; i + 3 < indices.length; i += 4) {
    const [a, b, c, d] = [row(i), row(i + 1), row(i + 2), row(i + 3)];
    const [va, vb, vc, vd] = [value(i), value(i + 1), value(i + 2), value(i + 3)];
    for (let k = 0; k < classes; k++) {
      const sum = va * at(a + k) + vb * at(b + k) + vc * at(c + k) + vd * at(d + k);
      sums[k] = (sums[k] as number) + sum;
    }
  }
  for (; i < indices.length; i++) {
    const from = row(i);
    for (let k = 0; k < classes; k++) sums[k] = (sums[k] as number) + value(i) * at(from + k);
  }
  return softmax(sums);
};

/**
 * Fits softmax regression by stochastic gradients, each weight with a rate of its own (AdaGrad). Deterministic: the same
 * weights for the same examples in the same order.
 */
export const fitModel = (examples: readonly Example[], options: FitOptions): Fitting => {
  const { classes, buckets, epochs, rate, smoothing, learned } = options;
  const weights = new Float32Array(buckets * classes);
  const biases = new Float32Array(classes);
  const squares = new Float32Array(buckets * classes).fill(firstSquare);
  const biasSquares = new Float32Array(classes).fill(1);
  const model: Fitting = { classes, buckets, weights, scale: 1, biases };
  const order = Int32Array.from(examples, (_, i) => i);
  const random = createRandom(20_260_105);
  const sums = new Float64Array(classes);
  const wanted = new Float64Array(classes);
  const gradients = new Float64Array(classes);
  const active = new Int32Array(classes);
  /** 1 for each example that the present epoch goes without. */
  const resting = new Uint8Array(examples.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffled(order, random);
    const step = 0.1 * rate * (1 - (0.9 * epoch) / epochs);
    for (const index of order) {
      if (resting[index] === 1) {
        resting[index] = 0;
        continue;
      }
      const example = examples[index] as Example;
      const likelihoods = likelihoodsIn(model, example, sums);
      wanted.fill(smoothing / classes);
      for (const k of example.labels)
        wanted[k] = (wanted[k] as number) + (1 - smoothing) / example.labels.length;
      let actives = 0;
      let furthest = 0;
      for (let k = 0; k < classes; k++) {
        const miss = (likelihoods[k] as number) - (wanted[k] as number);
        furthest = Math.max(furthest, Math.abs(miss));
        const gradient = example.weight * miss;
        if (Math.abs(gradient) < negligible) continue;
        gradients[k] = gradient;
        active[actives++] = k;
        biasSquares[k] = (biasSquares[k] as number) + gradient * gradient;
        biases[k] = (biases[k] as number) - (step * gradient) / Math.sqrt(biasSquares[k] as number);
      }
      if (furthest < learned) resting[index] = 1;
      const { indices, values } = example;
      for (let i = 0; i < indices.length; i++) {
        const row = (indices[i] as number) * classes;
        const value = values[i] as number;
        for (let a = 0; a < actives; a++) {
          const k = active[a] as number;
          const at = row + k;
          const gradient = (gradients[k] as number) * value;
          const square = (squares[at] as number) + gradient * gradient;
          squares[at] = square;
          weights[at] = (weights[at] as number) - (step * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return model;
};
