import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLocale } from '../speech/locale-files.ts';
import { loadGrammars } from '../understanding/grammar.ts';
import { loadLexicon } from '../understanding/lexicon.ts';
import { loadModel, modelPath } from '../understanding/model/load-model.ts';
import { createRecognise } from '../understanding/recognise.ts';
import { createUnderstand } from '../understanding/understand.ts';
import type { Understand } from '../understanding/understanding.ts';

/**
 * The understanding as the bot has it, for the commands that measure it.
 *
 * @param root the project's folder, built
 * @throws LatchkeyError when words or model are not as they should be
 */
export const loadUnderstanding = (root: string): Understand => {
  const locales = join(root, 'locales');
  const grammars = loadGrammars(locales);
  const lexicons = grammars.flatMap((grammar) => {
    const folder = join(locales, grammar.language);
    if (!existsSync(join(folder, 'utterances', 'answers.yaml'))) return [];
    // A language that does not speak yet has no buttons.
    const { questions, answers } = existsSync(join(folder, 'messages.yaml'))
      ? readLocale(folder)
      : { questions: {}, answers: {} };
    const titles = Object.fromEntries(Object.entries(answers).map(([intent, { title }]) => [intent, title]));
    return [[grammar.language, loadLexicon(join(folder, 'utterances'), grammar, questions, titles)] as const];
  });
  const model = loadModel(join(root, 'dist', modelPath));
  return createUnderstand(Object.fromEntries(lexicons), createRecognise(grammars, model));
};
