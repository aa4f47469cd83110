import { z } from 'zod';
import { LatchkeyError } from '../../errors.ts';
import { allIntents } from '../intents.ts';
import { buckets } from './features.ts';
import type { Linear } from './softmax.ts';
import { type WordSet, wordSetBytes } from './word-set.ts';

const share = z.number().min(0).max(1);

/** From which likelihood on a language takes a message for what, chosen on lines that the model was not trained on. */
export const thresholdsSchema = z.strictObject({
  /** A request, surely. */
  refuse: share,
  /** A request, perhaps. */
  caution: share,
  /** A side question or a wish of the talk, surely enough to be answered. */
  answer: share,
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

const headerSchema = z.strictObject({
  /** SHA-256 of all that the model was made from. */
  inputs: z.string().regex(/^[0-9a-f]{64}$/),
  intents: z.array(z.string()),
  buckets: z.number(),
  /** How many lines it was trained on, by language. */
  lines: z.record(z.string(), z.number()),
  thresholds: z.record(z.string(), thresholdsSchema),
  /** For a language that has none of its own. */
  otherwise: thresholdsSchema,
});
export type Header = z.infer<typeof headerSchema>;

/** A trained model, ready for use. */
export interface Model {
  readonly header: Header;
  readonly linear: Linear;
  /** The words it was trained on. */
  readonly words: WordSet;
}

/** The first bytes of an artefact: what it is, and the version of its form. */
const magic = 'LKMODEL1';

/** Whole numbers from -127 to 127 and a scale, for each feature. */
const quantise = ({ classes, weights }: Linear): { whole: Int8Array; scales: Float32Array } => {
  const whole = new Int8Array(buckets * classes);
  const scales = new Float32Array(buckets);
  for (let feature = 0; feature < buckets; feature++) {
    const row = weights.subarray(feature * classes, (feature + 1) * classes);
    let largest = 0;
    for (const weight of row) largest = Math.max(largest, Math.abs(weight));
    const scale = largest / 127;
    scales[feature] = scale;
    if (scale > 0)
      row.forEach((weight, k) => {
        whole[feature * classes + k] = Math.round(weight / scale);
      });
  }
  return { whole, scales };
};

/** A linear model as it will be once it is stored. */
export const quantised = (linear: Linear): Linear => {
  const { whole, scales } = quantise(linear);
  return { classes: linear.classes, weights: whole, scales, biases: linear.biases };
};

/** Writes a model as bytes: the same ones for the same model. All numbers are little-endian. */
export const encodeModel = ({ header, linear, words }: Model): Buffer => {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const start = Buffer.alloc(magic.length + 4);
  start.write(magic, 'latin1');
  start.writeUInt32LE(text.length, magic.length);
  const floats = (values: Float32Array): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    for (const [i, value] of values.entries()) bytes.writeFloatLE(value, 4 * i);
    return bytes;
  };
  const { weights, scales } = linear;
  if (scales === undefined || !(weights instanceof Int8Array))
    throw new TypeError('the model is not quantised');
  return Buffer.concat([
    start,
    text,
    floats(linear.biases),
    floats(scales),
    words,
    Buffer.from(weights.buffer),
  ]);
};

const unusable = (message: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError('model-unusable', message, 'Run `npm run build`, which trains it anew.', cause);

/** Reads what `encodeModel` wrote. @throws LatchkeyError `model-unusable` */
export const decodeModel = (bytes: Buffer): Model => {
  const begin = magic.length + 4;
  if (bytes.length < begin || bytes.toString('latin1', 0, magic.length) !== magic) {
    throw unusable('The model of the understanding is not one that this build can read.');
  }
  const textEnd = begin + bytes.readUInt32LE(magic.length);
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8', begin, textEnd));
  } catch (cause) {
    throw unusable('The model of the understanding is damaged.', cause);
  }
  const read = headerSchema.safeParse(content);
  const classes = allIntents.length;
  const fits =
    read.success && read.data.intents.join() === allIntents.join() && read.data.buckets === buckets;
  const size = textEnd + 4 * (classes + buckets) + wordSetBytes + buckets * classes;
  if (!fits || bytes.length !== size) {
    throw unusable('The model of the understanding was made by another build.', read.error);
  }
  const floats = (from: number, count: number): Float32Array => {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = bytes.readFloatLE(from + 4 * i);
    return values;
  };
  const scalesAt = textEnd + 4 * classes;
  const wordsAt = scalesAt + 4 * buckets;
  const weightsAt = wordsAt + wordSetBytes;
  return {
    header: read.data,
    words: new Uint8Array(bytes.subarray(wordsAt, weightsAt)),
    linear: {
      classes,
      biases: floats(textEnd, classes),
      scales: floats(scalesAt, buckets),
      weights: new Int8Array(bytes.subarray(weightsAt)),
    },
  };
};
