import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { z } from 'zod';
import { LatchkeyError } from './errors.ts';
import { parsedAtBuild } from './parsed-yaml.ts';

/** What the error of a file that is not as it should be bears. */
export interface YamlFault {
  readonly code: string;
  /** How to mend the file. */
  readonly hint: string;
}

/**
 * Reads a YAML file by a schema.
 *
 * @throws LatchkeyError with the code of `fault`, naming the file and what is wrong in it
 */
export const readYamlFile = <T>(file: string, schema: z.ZodType<T>, { code, hint }: YamlFault): T => {
  let content: unknown;
  try {
    const text = readFileSync(file, 'utf8');
    content = parsedAtBuild(text) ?? load(text, { filename: file });
  } catch (cause) {
    const [why] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new LatchkeyError(code, `${file} cannot be read: ${why ?? ''}`, hint, cause);
  }
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.');
  throw new LatchkeyError(
    code,
    `${file}: ${where ? `${where}: ` : ''}${issue?.message ?? 'not valid'}`,
    hint,
    read.error,
  );
};
