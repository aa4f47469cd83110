import { quantised } from '../model/artefact.ts';
import { type Features, replyBuckets } from '../model/features.ts';
import type { Linear } from '../model/softmax.ts';
import { replyClasses } from '../replies.ts';
import { type Example, fitModel, usualFit } from './fit.ts';
import type { Hand } from './line-files.ts';
import type { ReplyLine } from './replies-file.ts';

/** What a line counts: a reply, and what was written as an example of an intent, of which few are replies. */
const lineWeights = { reply: 2, other: 0.5 } as const;
/** Of so many lines of intents one is enough to know what no reply looks like. */
const oneOf = 3;

/**
 * Trains the model of replies to the open question. Deterministic.
 *
 * @param others what is seen of lines of intents
 */
export const trainReplies = (
  hands: readonly Hand<ReplyLine>[],
  featuresOf: (text: string) => Features,
  others: readonly Features[],
): Linear => {
  const labelOf = (name: string) => replyClasses.indexOf(name);
  const replies = hands.flatMap(({ lines }) =>
    lines.map(
      ({ text, classes }): Example => ({
        features: featuresOf(text),
        labels: classes.map(labelOf),
        weight: lineWeights.reply,
      }),
    ),
  );
  const rest = others
    .filter((_, i) => i % oneOf === 0)
    .map((features): Example => ({ features, labels: [labelOf('none')], weight: lineWeights.other }));
  const options = { ...usualFit, classes: replyClasses.length, buckets: replyBuckets };
  return quantised(fitModel([...replies, ...rest], options));
};
