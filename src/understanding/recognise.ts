import { gatherEvidence } from './evidence.ts';
import type { Grammar } from './grammar.ts';
import { allIntents, type Intent, isSideQuestion, refusalIntents } from './intents.ts';
import type { Model, Thresholds } from './model/artefact.ts';
import { type Features, featuresOf } from './model/features.ts';
import { classify, type Remembered } from './model/softmax.ts';
import { knownShare } from './model/word-set.ts';
import { createNormalise } from './normalise.ts';
import { type Replies, repliesIn } from './replies.ts';
import { scoreMarks } from './score-marks.ts';
import type { ScoredIntent } from './understanding.ts';
import { hasWords, type Pieces, piecesOf } from './words.ts';

/** How many intents are told, and from which score on, but for the likeliest. */
const howMany = 6;
const worthTelling = 0.05;

/** This share of the threshold for caution is where a request is thought of at all. */
const perhapsShare = 0.85;

/** A line through points that rise, from (0, 0) to (1, 1). */
const bend = (value: number, points: readonly (readonly [number, number])[]): number => {
  let fromX = 0;
  let fromY = 0;
  for (const [x, y] of points) {
    if (value <= x) return x === fromX ? y : fromY + ((value - fromX) / (x - fromX)) * (y - fromY);
    fromX = x;
    fromY = y;
  }
  return value > 1 || fromX === 1 ? 1 : fromY + ((value - fromX) / (1 - fromX)) * (1 - fromY);
};

/** A text as it is read, once for the model and for the rules. */
export interface Reading {
  readonly features: Features;
  /** Its plain words. */
  readonly words: readonly string[];
  /** What a rule speaks for, and no veto against. */
  readonly ruled: ReadonlySet<Intent>;
  /** What might each hold a request of its own, of a long text. */
  readonly parts: () => readonly Features[];
}

/**
 * Reads a text into what the model sees, with all that lists and rules say.
 *
 * @param written the text as it was written, when it has been taken apart already: most texts wear no disguise
 */
export type Reader = (text: string, written?: Pieces) => Reading;

/** From this many words on a text is also looked at in parts. */
const longFrom = 8;
/** A part has at least this many words. */
const partFrom = 4;
const mostParts = 12;

/** Some sentences of a text: its pieces from one to before another. */
type Range = readonly [from: number, to: number];

/** A text in its sentences; short ones join the one before. None of a text that is one sentence. */
const sentencesOf = (pieces: Pieces['pieces']): Range[] => {
  const starts: number[] = [];
  for (const [at, { before }] of pieces.entries()) {
    const last = starts.at(-1);
    if (last === undefined || (before === 2 && at - last >= partFrom)) starts.push(at);
  }
  const ranges = starts.map((from, i): Range => [from, starts[i + 1] ?? pieces.length]);
  if (ranges.length < 2) return [];
  return ranges.length <= mostParts
    ? ranges
    : [...ranges.slice(0, mostParts / 2), ...ranges.slice(-mostParts / 2)];
};

/** A rule that scores less only hints. */
const ruleFrom = 0.5;

/** Makes the reader of texts for all languages that have a grammar. */
export const createReader = (grammars: readonly Grammar[]): Reader => {
  const normalise = createNormalise((word) => grammars.some(({ knows }) => knows(word)));
  return (text, written) => {
    const plain = normalise(text);
    const all = written !== undefined && plain === text.toLowerCase() ? written : piecesOf(plain);
    const { pieces, questionMark } = all;
    const { whole, within } = gatherEvidence(all, grammars);
    return {
      features: featuresOf(all, whole),
      words: pieces.map(({ word }) => word),
      ruled: new Set(
        whole.rules.filter(({ score, vetoed }) => score > ruleFrom && !vetoed).map(({ intent }) => intent),
      ),
      parts: () =>
        (pieces.length < longFrom ? [] : sentencesOf(pieces)).map(([from, to]) =>
          featuresOf({ pieces: pieces.slice(from, to), questionMark }, within(from, to)),
        ),
    };
  };
};

/** What a part of a text counts, as a request, beside the whole of it. */
const partWeight = 0.9;

/** Of a text with fewer words than this that the model knows, it cannot tell much. */
const knownFrom = 0.3;

/** The same likelihoods, with what the model cannot know given to `none`. */
const doubt = (likelihoods: Float64Array, known: number): Float64Array => {
  if (known >= knownFrom) return likelihoods;
  const trust = known / knownFrom;
  const none = likelihoods.length - 1;
  return likelihoods.map((each, k) => (k === none ? 1 - trust * (1 - each) : trust * each));
};

const requestsIn = (likelihoods: Float64Array): number =>
  refusalIntents.reduce((sum, _, k) => sum + (likelihoods[k] as number), 0);

/** How likely each intent is, in the order of `allIntents`; a long text also by its parts. */
export const likelihoodsOf = (
  { features, words, parts }: Reading,
  { intents, words: known }: Pick<Model, 'intents' | 'words'>,
  remembered?: Remembered,
): Float64Array => {
  const whole = doubt(classify(intents, features, remembered), knownShare(words, known));
  let most = requestsIn(whole);
  let strongest: Float64Array | undefined;
  // No part could count for more.
  if (most >= partWeight) return whole;
  for (const part of parts()) {
    const each = classify(intents, part, remembered);
    const request = partWeight * requestsIn(each);
    if (request > most) [most, strongest] = [request, each];
  }
  if (strongest === undefined) return whole;
  const own = requestsIn(strongest);
  const others = 1 - requestsIn(whole);
  return whole.map((each, k) => {
    if (k < refusalIntents.length) return (most * (strongest[k] as number)) / own;
    return others > 0 ? (each * (1 - most)) / others : 0;
  });
};

/** What the model makes of a text. */
export interface Recognised {
  /** What it is about: likeliest first, never empty. */
  readonly intents: readonly ScoredIntent[];
  /** What it replies to each question, were that question open. */
  readonly replies: Replies;
}

/**
 * Tells what a text is about, and what it replies. Pure; never throws.
 *
 * @param written the text, taken apart
 * @param mereAnswer the text is made of answers and fillers alone, so that it asks for nothing unless a rule says so
 */
export type Recognise = (text: string, written: Pieces, language: string, mereAnswer: boolean) => Recognised;

const nothing: readonly ScoredIntent[] = [{ intent: 'none', score: 1 }];

/** Makes the recogniser from the grammars of all languages and the model that was trained with them. */
export const createRecognise = (grammars: readonly Grammar[], model: Model): Recognise => {
  const read = createReader(grammars);
  const { thresholds, otherwise } = model.header;
  const keeps = (word: string) => grammars.some(({ knows }) => knows(word));
  const forIntents: Remembered = { keeps, sums: new Map() };
  const forReplies: Remembered = { keeps, sums: new Map() };
  return (text, written, language, mereAnswer) => {
    const reading = read(text, written);
    if (reading.words.length === 0) return { intents: nothing, replies: {} };
    const base = language.split('-')[0] ?? '';
    const marks = thresholds[language] ?? thresholds[base] ?? otherwise;
    // Pictures and marks alone say nothing to the model: what they can mean stands in the closed lists.
    const replies = hasWords(text) ? repliesIn(classify(model.replies, reading.features, forReplies)) : {};
    const scores = scoresOf(likelihoodsOf(reading, model, forIntents), marks);
    if (!mereAnswer) return { intents: scores, replies };
    const kept = scores.filter(
      ({ intent }) => intent === 'none' || isSideQuestion(intent) || reading.ruled.has(intent),
    );
    return { intents: kept.length > 0 ? kept : nothing, replies };
  };
};

const rounded = (score: number): number => Math.round(score * 1000) / 1000;

/** Scores as `decide` reads them. All requests are refused alike, so the likeliest of them stands for all. */
const scoresOf = (likelihoods: Float64Array, thresholds: Thresholds): ScoredIntent[] => {
  const { refuse, caution, answer } = thresholds;
  let any = 0;
  let likeliest = 0;
  for (let k = 0; k < refusalIntents.length; k++) {
    any += likelihoods[k] as number;
    likeliest = Math.max(likeliest, likelihoods[k] as number);
  }
  const request = bend(any, [
    [perhapsShare * caution, scoreMarks.perhaps],
    [caution, scoreMarks.caution],
    [refuse, scoreMarks.refuse],
  ]);
  const answering = [[answer, scoreMarks.answer]] as const;
  const scored = allIntents.map((intent, k): ScoredIntent => {
    const likelihood = likelihoods[k] as number;
    if (k >= refusalIntents.length) return { intent, score: rounded(bend(likelihood, answering)) };
    return { intent, score: likeliest > 0 ? rounded((request * likelihood) / likeliest) : 0 };
  });
  const most = Math.max(...scored.map(({ score }) => score));
  return (
    scored
      .filter(({ score }) => score >= worthTelling || score === most)
      // Of equal scores the earlier intent comes first, since sorting is stable.
      .sort((a, b) => b.score - a.score)
      .filter(({ score }, i) => i === 0 || (i < howMany && score >= worthTelling))
  );
};
