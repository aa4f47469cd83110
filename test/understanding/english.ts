import { join } from 'node:path';
import { readLocale } from '../../src/speech/locale-files.ts';
import { loadGrammars } from '../../src/understanding/grammar.ts';
import { type Lexicon, loadLexicon, type Titles } from '../../src/understanding/lexicon.ts';
import { createRecognise } from '../../src/understanding/recognise.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { theModel } from '../support/model.ts';

const locales = join(import.meta.dirname, '..', '..', 'locales');
const locale = join(locales, 'en');

/** The titles of the buttons, as the bot shows them. */
export const titles: Titles = readLocale(locale).questions;
export const grammars = loadGrammars(locales);
const grammar = grammars.find(({ language }) => language === 'en');
if (grammar === undefined) throw new Error('English has no grammar');
/** The real English lexicon, with one title of a side question. */
const english: Lexicon = loadLexicon(join(locale, 'utterances'), grammar, titles, {
  voip: 'Do internet numbers work?',
});
export const understand = createUnderstand({ en: english }, createRecognise(grammars, theModel));
