import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { LatchkeyError } from '../errors.ts';
import { createChoice, type Node, PatternError, parsePattern } from './pattern.ts';
import { createPatternSet, type PatternSet, wordsOf } from './pattern-set.ts';
import type { Reading } from './words.ts';

const fault = (file: string, message: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError(
    'lexicon-invalid',
    `${file}: ${message}`,
    `Mend ${file}; its first lines say how it is written.`,
    cause,
  );

/** Reads and validates one file of a lexicon. @throws LatchkeyError `lexicon-invalid` */
export const readYaml = <T extends z.ZodType>(file: string, schema: T): z.infer<T> => {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const [why] = cause instanceof Error ? cause.message.split('\n') : [];
    throw fault(file, `it cannot be read: ${why ?? ''}`, cause);
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw fault(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, result.error);
};

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
    for (const entry of nodes) {
      try {
        createPatternSet([entry]);
      } catch (cause) {
        throw fault(file, `"${entry.source}": ${cause instanceof Error ? cause.message : ''}`, cause);
      }
    }
    return createPatternSet(nodes);
  };
  return { compileLists, set, fault: (message: string) => fault(file, message) };
};
