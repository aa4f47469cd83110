import { createCompiler, readYaml, type Spell } from './lexicon-file.ts';
import { wordsSchema } from './lexicon-schema.ts';
import { createSubject } from './pattern-match.ts';
import { plainWord, type Reading } from './words.ts';

/** Loads `words.yaml`: how texts of the language are read. Its words join `vocabulary`. */
export const loadWords = (file: string, vocabulary: Set<string>) => {
  const words = readYaml(file, wordsSchema);
  const same = new Map(
    Object.entries(words.same).map(([from, to]) => [plainWord(from), to.split(' ').map(plainWord)]),
  );
  const expand: Spell = (word) => same.get(plainWord(word)) ?? [plainWord(word)];
  const fillers = new Set(words.fillers.flatMap(expand));
  const negators = new Set(words.negators.flatMap(expand));
  const isFiller = (word: string) => fillers.has(word);
  const { set } = createCompiler(file, expand, vocabulary);
  const asks = set(words.asks.map((source) => ({ source, value: true })));
  for (const word of [...fillers, ...negators]) vocabulary.add(word);
  const askingIn: Reading['askingIn'] = (all, breaks) => {
    const subject = createSubject(
      { words: all, breaks, origins: [], asks: [], questionMark: false },
      isFiller,
    );
    return (at) => asks.from(subject, at).length > 0;
  };
  return {
    expand,
    same,
    keep: words.keep,
    isFiller,
    isNegator: (word: string) => negators.has(word),
    askingIn,
  };
};
