import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeModel, type Model } from '../../src/understanding/model/artefact.ts';
import { loadModel, modelPath } from '../../src/understanding/model/load-model.ts';
import { hashInputs } from '../../src/understanding/training/hash-inputs.ts';
import { trainModel } from '../../src/understanding/training/train-model.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where the lines of this project lie. */
export const trainingFolders = {
  locales: join(root, 'locales'),
  development: join(root, 'test', 'understanding', 'dev'),
};

const builtModel = (): Model | undefined => {
  const file = join(root, 'dist', modelPath);
  if (!existsSync(file)) return undefined;
  const model = loadModel(file);
  return model.header.inputs === hashInputs(trainingFolders) ? model : undefined;
};

const trainedModel = (): Model => {
  const file = join(root, 'reports', 'model', `${hashInputs(trainingFolders)}.bin`);
  if (existsSync(file)) return loadModel(file);
  const model = trainModel(trainingFolders);
  mkdirSync(dirname(file), { recursive: true });
  // Another test may read it at this moment: it finds the whole file, or none.
  writeFileSync(`${file}.${process.pid}`, encodeModel(model));
  renameSync(`${file}.${process.pid}`, file);
  return model;
};

/**
 * The model of the present lines: what was built, or what is trained now and kept for the next test. Training takes half a
 * minute, so it happens where this file is imported, not within the time of a test.
 */
export const theModel: Model = builtModel() ?? trainedModel();
