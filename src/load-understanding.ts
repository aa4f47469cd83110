import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Speech } from './speech/speech.ts';
import { loadGrammars } from './understanding/grammar.ts';
import { loadLexicon } from './understanding/lexicon.ts';
import type { Model } from './understanding/model/artefact.ts';
import { createRecognise } from './understanding/recognise.ts';
import { createUnderstand } from './understanding/understand.ts';
import type { Understand } from './understanding/understanding.ts';

/**
 * The understanding of all languages, with the buttons of those that are spoken.
 *
 * @param localesFolder the folder with one folder a language
 * @throws LatchkeyError when lists or rules are not as they should be
 */
export const loadUnderstanding = (localesFolder: string, speech: Speech, model: Model): Understand => {
  const grammars = loadGrammars(localesFolder);
  const lexicons = grammars.flatMap((grammar) => {
    const { language } = grammar;
    const folder = join(localesFolder, language, 'utterances');
    if (!existsSync(join(folder, 'answers.yaml'))) return [];
    const spoken = speech.languages.includes(language);
    const titles = spoken ? speech.titles(language) : {};
    const intentTitles = spoken ? speech.intentTitles(language) : {};
    return [[language, loadLexicon(folder, grammar, titles, intentTitles)] as const];
  });
  return createUnderstand(Object.fromEntries(lexicons), createRecognise(grammars, model));
};
