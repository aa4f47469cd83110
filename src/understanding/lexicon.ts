import { join } from 'node:path';
import type { Grammar } from './grammar.ts';
import type { Intent } from './intents.ts';
import { type Answer, type AnswerLists, loadAnswers } from './lexicon-answers.ts';
import { isChoiceOf, isQuestionId } from './questions.ts';
import { type Reading, readWords, wordsKey } from './words.ts';

/** The titles of the buttons, by question and choice: what `questions.yaml` holds. */
export type Titles = Readonly<Record<string, { readonly choices: Readonly<Record<string, string>> }>>;

/** The titles of buttons that stand for an intent. */
export type IntentTitles = Readonly<Partial<Record<Intent, string>>>;

/** What answers what in one language, ready for matching. */
export interface Lexicon extends AnswerLists {
  readonly reading: Reading;
  readonly isFiller: (word: string) => boolean;
  readonly isNegator: (word: string) => boolean;
  /** Full titles of buttons, as their plain words with one space between. */
  readonly titles: ReadonlyMap<string, Answer>;
  readonly intentTitles: ReadonlyMap<string, Intent>;
}

/**
 * Loads what answers what in one language, and compiles it.
 *
 * @param folder its `utterances` folder, with `answers.yaml`
 * @param grammar how the language is read
 * @param titles titles of the buttons that answer a question
 * @param intentTitles titles of the buttons that stand for an intent
 * @throws LatchkeyError `lexicon-invalid` naming the file and what is wrong in it
 */
export const loadLexicon = (
  folder: string,
  grammar: Grammar,
  titles: Titles,
  intentTitles: IntentTitles = {},
): Lexicon => {
  const vocabulary = new Set<string>();
  const { expand, isFiller, isNegator, reading } = grammar;
  const answers = loadAnswers(join(folder, 'answers.yaml'), expand, vocabulary);
  const plain = (title: string): string =>
    wordsKey(readWords(title, { spell: expand, askingIn: () => () => false }).words);
  const byTitle = new Map<string, Answer>();
  for (const [question, { choices }] of Object.entries(titles)) {
    for (const [choice, title] of Object.entries(choices)) {
      if (!isQuestionId(question) || !isChoiceOf(question, choice)) continue;
      for (const word of plain(title).split(' ')) vocabulary.add(word);
      byTitle.set(plain(title), { question, choice });
    }
  }
  const byIntentTitle = new Map<string, Intent>();
  for (const [intent, title] of Object.entries(intentTitles)) {
    for (const word of plain(title).split(' ')) vocabulary.add(word);
    byIntentTitle.set(plain(title), intent as Intent);
  }
  return {
    reading: { ...reading, spell: grammar.spellingWith(vocabulary) },
    isFiller,
    isNegator,
    titles: byTitle,
    intentTitles: byIntentTitle,
    ...answers,
  };
};
