import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Lexicon, loadLexicon, type Titles } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';

const locale = join(import.meta.dirname, '..', '..', 'locales', 'en');

/** The titles of the buttons, as the bot shows them. */
export const titles: Titles = parse(readFileSync(join(locale, 'questions.yaml'), 'utf8'));
/** The real English lexicon, with one title of a side question. */
const english: Lexicon = loadLexicon(join(locale, 'utterances'), titles, {
  voip: 'Do internet numbers work?',
});
export const understand = createUnderstand({ en: english });
