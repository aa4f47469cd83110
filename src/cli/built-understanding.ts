import { join } from 'node:path';
import { loadUnderstanding } from '../load-understanding.ts';
import { loadSpeech } from '../speech/speech.ts';
import { loadModel, modelPath } from '../understanding/model/load-model.ts';
import type { Understand } from '../understanding/understanding.ts';

/**
 * The understanding as the bot has it, for the commands that measure it.
 *
 * @param root the project's folder, built
 * @throws LatchkeyError when words or model are not as they should be
 */
export const builtUnderstanding = (root: string): Understand => {
  const locales = join(root, 'locales');
  return loadUnderstanding(locales, loadSpeech(locales), loadModel(join(root, 'dist', modelPath)));
};
