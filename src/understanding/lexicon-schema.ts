import { z } from 'zod';
import { refusalIntents, sideIntents, talkIntents } from './intents.ts';
import { type QuestionId, questionIds, questions } from './questions.ts';

const patterns = z.array(z.string().min(1));

/** `words.yaml`: how texts of the language are read. */
export const wordsSchema = z.strictObject({
  /** Written differently, meant the same: contractions, slang, numbers. */
  same: z.record(z.string(), z.string()),
  /** Right as they are, though a word of the lists is one letter away. */
  keep: z.array(z.string()),
  /** Words that say nothing where a clause begins or ends. */
  fillers: z.array(z.string()),
  /** Words before a phrase that turn it round or put it off. */
  negators: z.array(z.string()),
  /** Patterns with which a clause that asks begins. */
  asks: patterns,
});

const groupSchema = z.strictObject({
  /** 1 for plain yes and no, which give way to what says more; 2 when absent. */
  weight: z.number().int().min(1).max(3).default(2),
  /** Phrases that make up a whole clause, alone or strung together. */
  phrases: patterns.default([]),
  /** Patterns found anywhere in a clause that does not ask. */
  within: patterns.default([]),
});

const choiceSchema = z.strictObject({
  /** Patterns that say themselves which question they answer. */
  named: patterns.default([]),
  /** The same, taken even where a clause asks. */
  anywhere: patterns.default([]),
  /** Groups that mean this choice when its question is open. */
  groups: z.array(z.string()).default([]),
  /** Phrases that mean it when its question is open, besides the groups. */
  phrases: patterns.default([]),
});

const questionShape = Object.fromEntries(
  questionIds.map((question) => [
    question,
    z.strictObject(Object.fromEntries(questions[question].map((choice) => [choice, choiceSchema]))),
  ]),
) as Record<QuestionId, z.ZodObject<Record<string, typeof choiceSchema>>>;

/** `answers.yaml`: the closed lists of what answers which question. */
export const answersSchema = z.strictObject({
  lists: z.record(z.string(), patterns).default({}),
  groups: z.record(z.string(), groupSchema),
  questions: z.strictObject(questionShape),
});

const intentSchema = z.strictObject({
  /** Score .9: these words can hardly mean anything else. */
  sure: patterns.default([]),
  /** Score .65. */
  likely: patterns.default([]),
  /** Score .4: a word of the matter. */
  hint: patterns.default([]),
  /** Patterns that, in the same sentence, show that the intent is not meant. */
  unless: patterns.default([]),
});

const intentNames = [...refusalIntents, ...sideIntents, ...talkIntents];

/** `intents.yaml`: keyword rules for every intent but `none`. */
export const intentsSchema = z.strictObject({
  lists: z.record(z.string(), patterns).default({}),
  /** Vetoes of all four refusals. */
  noRequest: patterns.default([]),
  /** Vetoes of all refusals and side questions: the trouble is with another company. */
  otherBusiness: patterns.default([]),
  // A record keeps the order of the file, which decides between equal scores.
  intents: z.record(z.string(), intentSchema).superRefine((intents, context) => {
    const missing = intentNames.filter((intent) => !(intent in intents));
    const unknown = Object.keys(intents).filter((intent) => !(intentNames as string[]).includes(intent));
    if (missing.length > 0) context.addIssue(`missing: ${missing.join(', ')}`);
    if (unknown.length > 0) context.addIssue(`no such intent: ${unknown.join(', ')}`);
  }),
});

/** `concepts.yaml`: by concept (the same names in every language), the words and patterns that stand for it. */
export const conceptsSchema = z.record(z.string().regex(/^[a-z][a-zA-Z]*$/), patterns);
