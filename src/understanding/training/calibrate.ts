import { allIntents, type Intent, isRefusal, isSideQuestion, refusalIntents } from '../intents.ts';
import type { Thresholds } from '../model/artefact.ts';

/** A line that the model was not trained on, and what the model makes of it. */
export interface Judged {
  readonly intent: Intent;
  /** True for a hard negative. */
  readonly contrast: boolean;
  readonly likelihoods: Float64Array;
}

/** What thresholds are chosen for, as shares of the lines they concern. */
const goals = {
  /** Of near misses and side questions, this much may be refused. */
  falseRefusals: 0.023,
  /** Of all else that is no request, this much. */
  otherRefusals: 0.02,
  /** Of the requests, this much is to meet with caution or refusal, */
  requestsMet: 0.974,
  /** unless so much of near misses and side questions would meet with them as well. */
  falseCautions: 0.105,
  /** Of what is answered at once, this much may be answered wrongly. */
  wrongAnswers: 0.06,
} as const;

const bounds = { refuse: [0.2, 0.9], caution: [0.03, 0.6], answer: [0.2, 0.7] } as const;

const within = (value: number, [low, high]: readonly [number, number]): number =>
  Math.round(Math.min(high, Math.max(low, value)) * 1000) / 1000;

/** How likely any of the requests is. */
const requestIn = (likelihoods: Float64Array): number =>
  refusalIntents.reduce((sum, _, k) => sum + (likelihoods[k] as number), 0);

/** The value below which `share` of the values lie. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] ?? 0.5;
};

/** Chooses thresholds on lines that the model does not know. */
export const chooseThresholds = (judged: readonly Judged[]): Thresholds => {
  const likely = (wanted: (each: Judged) => boolean): number[] =>
    judged.filter(wanted).map(({ likelihoods }) => requestIn(likelihoods));
  const isNear = ({ intent, contrast }: Judged) => !isRefusal(intent) && (contrast || isSideQuestion(intent));
  const near = likely(isNear);
  const other = likely((each) => !isRefusal(each.intent) && !isNear(each));
  const requests = likely(({ intent }) => isRefusal(intent));
  const above = (values: readonly number[], share: number) => quantile(values, 1 - share) + 0.001;
  const refuse = within(
    Math.max(above(near, goals.falseRefusals), above(other, goals.otherRefusals)),
    bounds.refuse,
  );
  const wanted = quantile(requests, 1 - goals.requestsMet);
  const caution = within(Math.max(above(near, goals.falseCautions), wanted), bounds.caution);
  const others = judged.filter(({ intent }) => !isRefusal(intent));
  return { refuse, caution: Math.min(caution, refuse), answer: answerFrom(others) };
};

/** From which likelihood on few enough of the likeliest intents are the wrong ones. */
const answerFrom = (others: readonly Judged[]): number => {
  const tops = others
    .map(({ intent, likelihoods }) => {
      let top = refusalIntents.length;
      for (let k = top; k < likelihoods.length; k++) {
        if ((likelihoods[k] as number) > (likelihoods[top] as number)) top = k;
      }
      return { likelihood: likelihoods[top] as number, right: allIntents[top] === intent };
    })
    .sort((a, b) => b.likelihood - a.likelihood);
  let wrong = 0;
  let from = 1;
  tops.forEach(({ likelihood, right }, i) => {
    if (!right) wrong++;
    if (wrong / (i + 1) <= goals.wrongAnswers) from = likelihood;
  });
  return within(from, bounds.answer);
};
