import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LatchkeyError } from '../../errors.ts';
import { allIntents, type Intent } from '../intents.ts';
import type { Model, Thresholds } from '../model/artefact.ts';
import { quantised } from '../model/artefact.ts';
import { intentBuckets } from '../model/features.ts';
import { createWordSet, type WordSet } from '../model/word-set.ts';
import { likelihoodsOf, type Reader } from '../recognise.ts';
import { replyClasses } from '../replies.ts';
import { chooseThresholds, type Judged } from './calibrate.ts';
import { createPack, type Example, fitModel, usualFit } from './fit.ts';
import { generateLines } from './generate.ts';
import { hashInputs, type TrainingFolders } from './hash-inputs.ts';
import { type HandLines, readDevelopmentLines, readTrainingLines } from './line-files.ts';
import { createLineReader } from './line-reader.ts';

/** What a line counts: written by a hand, a hard negative, made by the generator. */
const lineWeights = { hand: 2, contrast: 3, generated: 0.35 } as const;
/** A language with fewer development lines than this has its thresholds chosen on training lines held out. */
const enoughLines = 150;
/** Models that only serve to choose thresholds are trained this long. */
const trialEpochs = 4;

interface Labelled extends Example {
  readonly words: readonly string[];
  readonly language: string;
  readonly hand: string;
}

/** What generated lines bear in the place of a hand's name. */
const generated = 'generated';

const examplesOf = (hands: readonly HandLines[], locales: string, reader: Reader): Labelled[] => {
  const pack = createPack(intentBuckets);
  const example = (text: string, intent: Intent, weight: number) => {
    const { features, words } = reader(text);
    return { ...pack(features), words, labels: [allIntents.indexOf(intent)], weight };
  };
  const written = hands.flatMap(({ language, hand, lines }) =>
    lines.map(({ text, intent, contrast }) => ({
      ...example(text, intent, contrast ? lineWeights.contrast : lineWeights.hand),
      language,
      hand,
    })),
  );
  const made = readdirSync(locales)
    .sort()
    .flatMap((language) => {
      const file = join(locales, language, 'utterances', 'generate.yaml');
      if (!existsSync(file)) return [];
      return generateLines(file).map(({ text, intent }) => ({
        ...example(text, intent, lineWeights.generated),
        language,
        hand: generated,
      }));
    });
  return [...written, ...made];
};

const judge = (
  hands: readonly HandLines[],
  reader: Reader,
  model: Pick<Model, 'intents' | 'words'>,
): Judged[] =>
  hands.flatMap(({ lines }) =>
    lines.map(({ text, intent, contrast }) => ({
      intent,
      contrast,
      likelihoods: likelihoodsOf(reader(text), model),
    })),
  );

const wordsOf = (examples: readonly Labelled[]): WordSet =>
  createWordSet(examples.flatMap(({ words }) => words));

const countOf = (hands: readonly HandLines[]): number =>
  hands.reduce((sum, { lines }) => sum + lines.length, 0);

/** The last hand of each language, whose lines are held out; a language of one hand keeps it. */
const heldOut = (hands: readonly HandLines[], languages: readonly string[]): HandLines[] =>
  languages.flatMap((language) => {
    const own = hands.filter((each) => each.language === language);
    return own.length < 2 ? [] : own.slice(-1);
  });

/**
 * Trains the model of intents and chooses its thresholds. Deterministic.
 *
 * @returns all of a model but what tells replies
 *
 * @throws LatchkeyError naming the file that is not as it should be, or `lines-missing` when there are none
 */
export const trainIntents = (folders: TrainingFolders): Omit<Model, 'replies'> => {
  const reader = createLineReader(folders.locales);
  const hands = readTrainingLines(folders.locales);
  if (countOf(hands) === 0) {
    throw new LatchkeyError(
      'lines-missing',
      `There are no training lines under ${folders.locales}.`,
      'They lie in <language>/utterances/lines/*.txt.',
    );
  }
  const examples = examplesOf(hands, folders.locales, reader);
  const options = { ...usualFit, classes: allIntents.length, buckets: intentBuckets };
  const intents = quantised(fitModel(examples, options));
  const words = wordsOf(examples);

  const languages = [...new Set(hands.map(({ language }) => language))];
  const development = readDevelopmentLines(folders.development);
  const developed = (language: string) => development.filter((each) => each.language === language);
  const judged = new Map<string, Judged[]>();
  const bare = languages.filter((language) => countOf(developed(language)) < enoughLines);
  for (const language of languages) {
    if (!bare.includes(language))
      judged.set(language, judge(developed(language), reader, { intents, words }));
  }
  const out = heldOut(hands, bare);
  if (out.length > 0) {
    const isOut = ({ language, hand }: Labelled) =>
      out.some((each) => each.language === language && each.hand === hand);
    const kept = examples.filter((each) => !isOut(each));
    const trial = {
      intents: quantised(fitModel(kept, { ...options, epochs: trialEpochs })),
      words: wordsOf(kept),
    };
    for (const each of out) judged.set(each.language, judge([each], reader, trial));
  }
  const thresholds: Record<string, Thresholds> = {};
  for (const language of [...judged.keys()].sort()) {
    thresholds[language] = chooseThresholds(judged.get(language) as Judged[]);
  }
  const lines: Record<string, number> = {};
  for (const { language, lines: own } of hands) lines[language] = (lines[language] ?? 0) + own.length;
  return {
    header: {
      inputs: hashInputs(folders),
      intents: [...allIntents],
      replies: [...replyClasses],
      lines,
      thresholds,
      otherwise: chooseThresholds([...judged.values()].flat()),
    },
    intents,
    words,
  };
};
