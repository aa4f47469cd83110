import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeModel } from '../understanding/model/artefact.ts';
import { modelPath } from '../understanding/model/load-model.ts';
import { trainModel } from '../understanding/training/train-model.ts';

/**
 * Trains the model of the understanding, for the build: `node … <root> <folder>` reads `locales/` and
 * `test/understanding/dev/` under the first, and writes the model under the second.
 */
const [root = '.', folder = 'dist'] = process.argv.slice(2);
const file = join(folder, modelPath);
const model = trainModel({
  locales: join(root, 'locales'),
  development: join(root, 'test/understanding/dev'),
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, encodeModel(model));
