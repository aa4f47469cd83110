import { join } from 'node:path';
import { loadGrammar } from '../../src/understanding/grammar.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import type { ChoiceId, QuestionId } from '../../src/understanding/questions.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');

/** A text with the questions that it answers by its own words. */
export type NamedCase = readonly [string, Readonly<Partial<Record<QuestionId, ChoiceId>>>];

/** An open question, what is typed, and the choice it means there; null: none. */
export type BareCase = readonly [QuestionId, string, ChoiceId | null];

/** Reads texts by the closed lists of one language alone: no buttons, and no model, since answers need none. */
export const closedListsOf = (language: string) => {
  const folder = join(locales, language, 'utterances');
  const lexicon = loadLexicon(folder, loadGrammar(folder, language), {});
  const understand = createUnderstand({ [language]: lexicon }, () => [{ intent: 'none', score: 1 }]);
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
