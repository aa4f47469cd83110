import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { forNode } from './for-node.mjs';

const project = resolve(import.meta.dirname, '..', '..');
const locales = 'locales';
const languages = readdirSync(join(project, locales), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
/** What of a language's `utterances/` the model is made from. */
const ofLanguage = JSON.parse(
  readFileSync(join(project, 'src/understanding/training/model-inputs.json'), 'utf8'),
);

/**
 * The trained model of the understanding, from the lines, lists and rules of all languages. It is trained in a process of
 * its own, beside the other targets.
 *
 * @type {import('./targets.mjs').Target}
 */
export const model = {
  name: 'model',
  inputs: [
    ...languages.flatMap((language) => ofLanguage.map((name) => `${locales}/${language}/utterances/${name}`)),
    'src/understanding',
    'src/errors.ts',
    'src/cli/understand-train.ts',
    'test/understanding/dev',
  ],
  async make({ root, folder }) {
    // Loaded here, since a run that builds nothing must not wait for it.
    const { build } = await import('esbuild');
    const trainer = join(folder, 'trainer.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['src/cli/understand-train.ts'],
      outfile: trainer,
      ...forNode,
    });
    await promisify(execFile)(process.execPath, [trainer, root, folder]);
    if (existsSync(trainer)) await rm(trainer);
  },
};
