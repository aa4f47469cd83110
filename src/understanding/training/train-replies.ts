import { quantised } from '../model/artefact.ts';
import { replyBuckets } from '../model/features.ts';
import type { Linear } from '../model/softmax.ts';
import { replyClasses } from '../replies.ts';
import { createPack, type Example, fitModel, usualFit } from './fit.ts';
import { readReplies, readTrainingLines } from './line-files.ts';
import { createLineReader } from './line-reader.ts';

/** What a line counts: a reply, and what was written as an example of an intent, of which few are replies. */
const lineWeights = { reply: 2, other: 0.5 } as const;
/** Of so many lines of intents one is enough to know what no reply looks like. */
const oneOf = 3;

/**
 * Trains the model of replies to the open question. Deterministic.
 *
 * @param locales one folder a language, with `utterances/` in it
 * @throws LatchkeyError naming the file that is not as it should be
 */
export const trainReplies = (locales: string): Linear => {
  const read = createLineReader(locales);
  const pack = createPack(replyBuckets);
  const example = (text: string, classes: readonly string[], weight: number): Example => ({
    ...pack(read(text).features),
    labels: classes.map((name) => replyClasses.indexOf(name)),
    weight,
  });
  const replies = readReplies(locales).flatMap(({ lines }) => lines);
  const others = readTrainingLines(locales)
    .flatMap(({ lines }) => lines)
    .filter((_, i) => i % oneOf === 0);
  const examples = [
    ...replies.map(({ text, classes }) => example(text, classes, lineWeights.reply)),
    ...others.map(({ text }) => example(text, ['none'], lineWeights.other)),
  ];
  // Short and often labelled twice, replies are told best when none of them is left out, and none seen too often.
  const options = { ...usualFit, epochs: 4, learned: 0 };
  return quantised(fitModel(examples, { ...options, classes: replyClasses.length, buckets: replyBuckets }));
};
