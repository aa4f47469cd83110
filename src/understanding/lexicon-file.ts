import type { z } from 'zod';
import { LatchkeyError } from '../errors.ts';
import { readYamlFile } from '../yaml-file.ts';
import { createChoice, type Node, PatternError, parsePattern } from './pattern.ts';
import { createPatternSet, type PatternSet, wordsOf } from './pattern-set.ts';
import type { Reading } from './words.ts';

const code = 'lexicon-invalid';
const hintFor = (file: string): string => `Mend ${file}; its first lines say how it is written.`;

const fault = (file: string, message: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError(code, `${file}: ${message}`, hintFor(file), cause);

/** Reads and validates one file of a lexicon. @throws LatchkeyError `lexicon-invalid` */
export const readYaml = <T>(file: string, schema: z.ZodType<T>): T =>
  readYamlFile(file, schema, { code, hint: hintFor(file) });

export type Spell = Reading['spell'];

/** Reads named lists and patterns of one file, and remembers every word they know. */
export const createCompiler = (file: string, spell: Spell, vocabulary: Set<string>) => {
  const lists = new Map<string, Node>();
  const compile = (source: string): Node => {
    try {
      const node = parsePattern(source, lists, spell);
      wordsOf(node, vocabulary);
      return node;
    } catch (cause) {
      if (cause instanceof PatternError) throw fault(file, `"${source}": ${cause.message}`, cause);
      throw cause;
    }
  };
  const compileLists = (sources: Readonly<Record<string, readonly string[]>>) => {
    for (const [name, list] of Object.entries(sources)) {
      lists.set(name, createChoice(list.map(compile), false, Symbol(name)));
    }
  };
  const set = <T>(entries: readonly { readonly source: string; readonly value: T }[]): PatternSet<T> => {
    const nodes = entries.map(({ source, value }) => ({ node: compile(source), value, source }));
    try {
      return createPatternSet(nodes);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw fault(file, cause.message, cause);
    }
  };
  return { compileLists, set, fault: (message: string) => fault(file, message) };
};
