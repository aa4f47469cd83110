import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import { encodeModel } from '../understanding/model/artefact.ts';
import { modelPath } from '../understanding/model/load-model.ts';
import type { Linear } from '../understanding/model/softmax.ts';
import { trainIntents } from '../understanding/training/train-intents.ts';
import { trainReplies } from '../understanding/training/train-replies.ts';

/**
 * Trains the model of the understanding, for the build: `node … <root> <folder>` reads `locales/` and
 * `test/understanding/dev/` under the first, and writes the model under the second. Replies are learnt in a thread of their
 * own, beside the intents.
 */
const [root = '.', folder = 'dist'] = process.argv.slice(2);
const locales = join(root, 'locales');

if (parentPort === null) {
  const repliesTrained = once(new Worker(import.meta.filename, { argv: [root] }), 'message');
  const intents = trainIntents({ locales, development: join(root, 'test/understanding/dev') });
  const [replies] = (await repliesTrained) as [Linear];
  const file = join(folder, modelPath);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeModel({ ...intents, replies }));
} else {
  parentPort.postMessage(trainReplies(locales));
}
