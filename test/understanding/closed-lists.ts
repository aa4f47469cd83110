import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGrammar } from '../../src/understanding/grammar.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import {
  type ChoiceId,
  isChoiceOf,
  isQuestionId,
  type QuestionId,
} from '../../src/understanding/questions.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');

/** A text with the questions that it answers by its own words. */
export type NamedCase = readonly [string, Readonly<Partial<Record<QuestionId, ChoiceId>>>];

/** An open question, what is typed, and the choice it means there; null: none. */
type BareCase = readonly [QuestionId, string, ChoiceId | null];

/** The answers of one language in `answers/`: one a line, `question|choice|text`. */
export const readCases = (language: string): BareCase[] =>
  readFileSync(join(import.meta.dirname, 'answers', `${language}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [question, choice, text] = line.split('|');
      if (!isQuestionId(question) || text === undefined) throw new Error(`no case: ${line}`);
      if (choice === '-') return [question, text, null];
      if (!isChoiceOf(question, choice)) throw new Error(`no such choice: ${line}`);
      return [question, text, choice as ChoiceId];
    });

/** Reads texts by the closed lists of one language alone: no buttons, and no model, since answers need none. */
export const closedListsOf = (language: string) => {
  const folder = join(locales, language, 'utterances');
  const lexicon = loadLexicon(folder, loadGrammar(folder, language), {});
  const understand = createUnderstand({ [language]: lexicon }, () => ({
    intents: [{ intent: 'none', score: 1 }],
    replies: {},
  }));
  const answersTo = (text: string): Understanding['answers'] => understand(text, language).answers;
  return {
    answersTo,
    choiceFor: (question: QuestionId, text: string): ChoiceId | null =>
      answersTo(text)[question]?.choice ?? null,
    namedIn: (text: string) =>
      Object.fromEntries(
        Object.entries(answersTo(text)).flatMap(([question, given]) =>
          given.named ? [[question, given.choice]] : [],
        ),
      ),
  };
};
