import { join } from 'node:path';
import type { Intent } from './intents.ts';
import { type Answer, type AnswerLists, loadAnswers } from './lexicon-answers.ts';
import type { Spell } from './lexicon-file.ts';
import { type IntentRules, loadIntents } from './lexicon-intents.ts';
import { loadWords } from './lexicon-words.ts';
import { isChoiceOf, isQuestionId } from './questions.ts';
import { createSpelling } from './spelling.ts';
import { isPicture, plainWord, type Reading, readWords, wordsKey } from './words.ts';

/** The titles of the buttons, by question and choice: what `questions.yaml` holds. */
export type Titles = Readonly<Record<string, { readonly choices: Readonly<Record<string, string>> }>>;

/** The titles of buttons that stand for an intent. */
export type IntentTitles = Readonly<Partial<Record<Intent, string>>>;

/** All that is known of one language, ready for matching. */
export interface Lexicon extends AnswerLists, IntentRules {
  readonly reading: Reading;
  readonly isFiller: (word: string) => boolean;
  readonly isNegator: (word: string) => boolean;
  /** Full titles of buttons, as their plain words with one space between. */
  readonly titles: ReadonlyMap<string, Answer>;
  readonly intentTitles: ReadonlyMap<string, Intent>;
}

/** The spelling of texts: contractions written out, typos mended towards the words of the lists, pictures dropped. */
const createSpell = (
  expand: Spell,
  same: ReadonlyMap<string, readonly string[]>,
  keep: readonly string[],
  vocabulary: ReadonlySet<string>,
): Spell => {
  const mend = createSpelling([...vocabulary, ...same.keys()], new Set(keep.map(plainWord)));
  return (word) => {
    if (isPicture(word) && !vocabulary.has(word) && !same.has(word)) return [];
    return same.get(word) ?? expand(mend(word));
  };
};

/**
 * Loads what is known of one language, and compiles it.
 *
 * @param folder its `utterances` folder, with `words.yaml`, `answers.yaml` and `intents.yaml`
 * @param titles titles of the buttons that answer a question
 * @param intentTitles titles of the buttons that stand for an intent
 * @throws LatchkeyError `lexicon-invalid` naming the file and what is wrong in it
 */
export const loadLexicon = (folder: string, titles: Titles, intentTitles: IntentTitles = {}): Lexicon => {
  const vocabulary = new Set<string>();
  const { expand, same, keep, isFiller, isNegator, asksFrom } = loadWords(
    join(folder, 'words.yaml'),
    vocabulary,
  );
  const answers = loadAnswers(join(folder, 'answers.yaml'), expand, vocabulary);
  const intents = loadIntents(join(folder, 'intents.yaml'), expand, vocabulary);
  const plain = (title: string): string =>
    wordsKey(readWords(title, { spell: expand, asksFrom: () => false }).words);
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
    reading: { spell: createSpell(expand, same, keep, vocabulary), asksFrom },
    isFiller,
    isNegator,
    titles: byTitle,
    intentTitles: byIntentTitle,
    ...answers,
    ...intents,
  };
};
