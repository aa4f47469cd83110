import { createCompiler, readYaml, type Spell } from './lexicon-file.ts';
import { conceptsSchema } from './lexicon-schema.ts';
import type { PatternSet } from './pattern-set.ts';

/** Loads `concepts.yaml`: what words of the language stand for. Its words join `vocabulary`. */
export const loadConcepts = (file: string, spell: Spell, vocabulary: Set<string>): PatternSet<string> => {
  const concepts = readYaml(file, conceptsSchema);
  const { set } = createCompiler(file, spell, vocabulary);
  return set(
    Object.entries(concepts).flatMap(([value, sources]) => sources.map((source) => ({ source, value }))),
  );
};
