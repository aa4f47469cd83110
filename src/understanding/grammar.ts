import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadConcepts } from './lexicon-concepts.ts';
import type { Spell } from './lexicon-file.ts';
import { type IntentRules, loadIntents } from './lexicon-intents.ts';
import { loadWords } from './lexicon-words.ts';
import type { PatternSet } from './pattern-set.ts';
import { createSpelling } from './spelling.ts';
import { isPicture, plainWord, type Reading } from './words.ts';

/** How one language asks and tells: its words, its rules and its concepts, ready for matching. */
export interface Grammar extends IntentRules {
  readonly language: string;
  readonly concepts: PatternSet<string>;
  readonly reading: Reading;
  readonly isFiller: (word: string) => boolean;
  readonly isNegator: (word: string) => boolean;
  /** True for a plain word that stands in one of its lists. */
  readonly knows: (word: string) => boolean;
  /** For whoever reads the language with further lists: its spelling, with their words among the known ones. */
  readonly spellingWith: (vocabulary: ReadonlySet<string>) => Reading['spell'];
  /** Contractions and slang written out, without mending. */
  readonly expand: Spell;
}

/** Typos are mended towards words of concepts that have at least so many letters. */
const longWord = 7;

/**
 * Loads how one language asks and tells.
 *
 * @param folder its `utterances` folder, with `words.yaml`, `intents.yaml` and `concepts.yaml`
 * @throws LatchkeyError `lexicon-invalid` naming the file and what is wrong in it
 */
export const loadGrammar = (folder: string, language: string): Grammar => {
  const vocabulary = new Set<string>();
  const words = loadWords(join(folder, 'words.yaml'), vocabulary);
  const { expand, same, isFiller, isNegator, askingIn } = words;
  const rules = loadIntents(join(folder, 'intents.yaml'), expand, vocabulary);
  const known = new Set(vocabulary);
  const concepts = loadConcepts(join(folder, 'concepts.yaml'), expand, known);
  // Concepts hold so many words that a right word is always near a short one of them.
  const mended = [...known].filter((word) => vocabulary.has(word) || word.length >= longWord);
  const knownOrSame = new Set([...known, ...same.keys()]);
  const right = new Set([...known, ...words.keep.map(plainWord)]);
  const spellingFor = (targets: ReadonlySet<string>): Reading['spell'] => {
    const mend = createSpelling([...targets, ...same.keys()], right);
    // Most words of a text are in the lists, where one look finds them as they are to be read.
    const listed = new Map([...known, ...targets].map((word) => [word, expand(word)]));
    for (const [word, spelled] of same) listed.set(word, spelled);
    return (word) => listed.get(word) ?? (isPicture(word) ? [] : expand(mend(word)));
  };
  return {
    language,
    ...rules,
    concepts,
    reading: { spell: spellingFor(new Set(mended)), askingIn },
    isFiller,
    isNegator,
    knows: (word) => knownOrSame.has(word),
    spellingWith: (more) => spellingFor(new Set([...vocabulary, ...more])),
    expand,
  };
};

/** Loads the grammars of all languages that have one, in the order of their names. */
export const loadGrammars = (localesFolder: string): Grammar[] =>
  readdirSync(localesFolder)
    .filter((name) => existsSync(join(localesFolder, name, 'utterances', 'intents.yaml')))
    .sort()
    .map((name) => loadGrammar(join(localesFolder, name, 'utterances'), name));
