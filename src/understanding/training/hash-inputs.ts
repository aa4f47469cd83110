import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
// What of a language's `utterances/` a model is made from. The build reads the same list.
import modelInputs from './model-inputs.json' with { type: 'json' };

/** Where the model's inputs lie. */
export interface TrainingFolders {
  /** One folder a language, with `utterances/` in it. */
  readonly locales: string;
  /** One folder a language, with lines on which thresholds are chosen; need not exist. */
  readonly development: string;
}

const filesIn = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
};

/** SHA-256 of all files that a model is made from: names and contents. */
export const hashInputs = ({ locales, development }: TrainingFolders): string => {
  const hash = createHash('sha256');
  const add = (root: string, path: string) => {
    for (const file of filesIn(path)) {
      const content = readFileSync(file);
      hash.update(`${relative(root, file).replaceAll('\\', '/')}\0${content.length}\0`).update(content);
    }
  };
  for (const language of existsSync(locales) ? readdirSync(locales).sort() : []) {
    for (const name of modelInputs) add(locales, join(locales, language, 'utterances', name));
  }
  add(development, development);
  return hash.digest('hex');
};
