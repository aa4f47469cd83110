import { readFileSync } from 'node:fs';
import { LatchkeyError } from '../../errors.ts';
import { decodeModel, type Model } from './artefact.ts';

/** Where a build leaves the model, from the folder of the built programs. */
export const modelPath = 'model/understanding.bin';

/** Loads the model. @throws LatchkeyError `model-missing` or `model-unusable`, telling to build */
export const loadModel = (file: string): Model => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new LatchkeyError(
      'model-missing',
      `There is no model of the understanding at ${file}.`,
      'Run `npm run build`, which trains it.',
      cause,
    );
  }
  return decodeModel(bytes);
};
