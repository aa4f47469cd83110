import { join } from 'node:path';
import * as z from 'zod';
import { refusalIntents, sideIntents } from '../understanding/intents.ts';
import { questionIds, questions } from '../understanding/questions.ts';
import { readYamlFile } from '../yaml-file.ts';
import { stepIds } from './steps.ts';

const text = z.string().trim().min(1);

interface MessageTree {
  [name: string]: string | MessageTree;
}
const messageTree: z.ZodType<MessageTree> = z.lazy(() => z.record(z.string(), z.union([text, messageTree])));

const questionFile = z.strictObject(
  Object.fromEntries(
    questionIds.map((id) => [
      id,
      z.strictObject({
        ask: text,
        choices: z.strictObject(Object.fromEntries(questions[id].map((choice) => [choice, text]))),
      }),
    ]),
  ),
);

const answerFile = z.strictObject(
  Object.fromEntries(
    [...refusalIntents, ...sideIntents].map((intent) => [
      intent,
      z.strictObject({ title: text, text, sources: z.array(text).min(1) }),
    ]),
  ),
);

const linkFile = z.record(
  z.string(),
  z.strictObject({ url: z.url({ protocol: /^https$/ }), step: z.enum([...stepIds, 'any']), source: text }),
);

/** A link of the allow-list. */
export interface Link {
  readonly url: string;
  /** The only step in which it may appear; `any` belongs to no step. */
  readonly step: (typeof stepIds)[number] | 'any';
}

/** The words of one language, as its files hold them. */
export interface LocaleFiles {
  /** Messages by their dotted key, such as `signInHelper.page`. */
  readonly messages: ReadonlyMap<string, string>;
  readonly questions: Readonly<Record<string, { ask: string; choices: Readonly<Record<string, string>> }>>;
  readonly answers: Readonly<Record<string, { title: string; text: string; sources: readonly string[] }>>;
}

/**
 * Reads the words of one language.
 *
 * @param folder the folder of the language, such as `locales/en`
 * @throws LatchkeyError `WordsUnusable`, naming the file and what is wrong in it
 */
export function readLocale(folder: string): LocaleFiles {
  const messages = new Map<string, string>();
  flatten(readYaml(join(folder, 'messages.yaml'), messageTree), '', messages);
  return {
    messages,
    questions: readYaml(join(folder, 'questions.yaml'), questionFile),
    answers: readYaml(join(folder, 'answers.yaml'), answerFile),
  };
}

/** Reads the allow-list of links. @throws LatchkeyError `WordsUnusable` */
export const readLinks = (file: string): ReadonlyMap<string, Link> =>
  new Map(Object.entries(readYaml(file, linkFile)));

/**
 * Reads a YAML file of words by a schema.
 *
 * @throws LatchkeyError `WordsUnusable`, naming the file and what is wrong in it
 */
export const readYaml = <T>(file: string, schema: z.ZodType<T>): T =>
  readYamlFile(file, schema, { code: 'WordsUnusable', hint: 'Mend the file; it must be valid YAML.' });

function flatten(tree: MessageTree, prefix: string, into: Map<string, string>): void {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(`${prefix}${name}`, value.trim());
    else flatten(value, `${prefix}${name}.`, into);
  }
}
