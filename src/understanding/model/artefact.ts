import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { LatchkeyError } from '../../errors.ts';
import { allIntents } from '../intents.ts';
import { replyClasses } from '../replies.ts';
import { intentBuckets, replyBuckets } from './features.ts';
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
  replies: z.array(z.string()),
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
  /** Tells how likely each of `allIntents` is. */
  readonly intents: Linear;
  /** Tells how likely each of `replyClasses` is. */
  readonly replies: Linear;
  /** The words it was trained on. */
  readonly words: WordSet;
}

/** The first bytes of an artefact: what it is, and the version of its form. */
const magic = 'LKMODEL3';

/** Weights are kept as whole numbers of such steps: more exactly they tell nothing more, and most of them become 0. */
const step = 0.25;
const largest = 127;

/** A linear model as it will be once it is stored. */
export const quantised = ({ classes, buckets, weights, scale, biases }: Linear<Float32Array>): Linear => ({
  classes,
  buckets,
  weights: Int8Array.from(weights, (weight) =>
    Math.max(-largest, Math.min(largest, Math.round((weight * scale) / step))),
  ),
  scale: step,
  biases,
});

/**
 * Writes a model as bytes: the same ones for the same model. All numbers are little-endian; the weights are deflated,
 * without a search for repeats, of which they have none.
 */
export const encodeModel = ({ header, intents, replies, words }: Model): Buffer => {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const start = Buffer.alloc(magic.length + 4);
  start.write(magic, 'latin1');
  start.writeUInt32LE(text.length, magic.length);
  return Buffer.concat([start, text, words, ...encodeLinear(intents), ...encodeLinear(replies)]);
};

const encodeLinear = ({ weights, scale, biases }: Linear): Buffer[] => {
  if (scale !== step) throw new TypeError('the model is not quantised in this way');
  const floats = Buffer.alloc(4 * biases.length);
  for (const [k, bias] of biases.entries()) floats.writeFloatLE(bias, 4 * k);
  const deflated = deflateRawSync(Buffer.from(weights.buffer), { strategy: constants.Z_HUFFMAN_ONLY });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(deflated.length);
  return [floats, length, deflated];
};

const unusable = (message: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError('model-unusable', message, 'Run `npm run build`, which trains it anew.', cause);

const damaged = (cause?: unknown) => unusable('The model of the understanding is damaged.', cause);

/** Reads what `encodeModel` wrote. @throws LatchkeyError `model-unusable` */
export const decodeModel = (bytes: Buffer): Model => {
  const begin = magic.length + 4;
  if (bytes.length < begin || bytes.toString('latin1', 0, magic.length) !== magic) {
    throw unusable('The model of the understanding is not one that this build can read.');
  }
  const wordsAt = begin + bytes.readUInt32LE(magic.length);
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8', begin, wordsAt));
  } catch (cause) {
    throw damaged(cause);
  }
  const read = headerSchema.safeParse(content);
  const fits =
    read.success &&
    read.data.intents.join() === allIntents.join() &&
    read.data.replies.join() === replyClasses.join();
  if (!fits) throw unusable('The model of the understanding was made by another build.', read.error);
  const intentsAt = wordsAt + wordSetBytes;
  const intents = decodeLinear(bytes, intentsAt, allIntents.length, intentBuckets);
  const replies = decodeLinear(bytes, intents.end, replyClasses.length, replyBuckets);
  if (replies.end !== bytes.length) throw damaged();
  const words = new Uint8Array(bytes.subarray(wordsAt, intentsAt));
  return { header: read.data, intents: intents.linear, replies: replies.linear, words };
};

const decodeLinear = (
  bytes: Buffer,
  at: number,
  classes: number,
  buckets: number,
): { readonly linear: Linear; readonly end: number } => {
  const lengthAt = at + 4 * classes;
  const begin = lengthAt + 4;
  const end = bytes.length < begin ? Number.POSITIVE_INFINITY : begin + bytes.readUInt32LE(lengthAt);
  if (bytes.length < end) throw damaged();
  const weights = inflate(bytes.subarray(begin, end), buckets * classes);
  const biases = Float32Array.from({ length: classes }, (_, k) => bytes.readFloatLE(at + 4 * k));
  return { linear: { classes, buckets, weights, scale: step, biases }, end };
};

const inflate = (deflated: Buffer, count: number): Int8Array => {
  let inflated: Buffer;
  try {
    inflated = inflateRawSync(deflated, { maxOutputLength: count });
  } catch (cause) {
    throw damaged(cause);
  }
  if (inflated.length !== count) throw damaged();
  return new Int8Array(inflated.buffer, inflated.byteOffset, count);
};
