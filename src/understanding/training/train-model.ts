import type { Model } from '../model/artefact.ts';
import type { TrainingFolders } from './hash-inputs.ts';
import { trainIntents } from './train-intents.ts';
import { trainReplies } from './train-replies.ts';

/**
 * Trains a model, its two parts one after the other. Deterministic.
 *
 * @throws LatchkeyError naming the file that is not as it should be, or `lines-missing` when there are none
 */
export const trainModel = (folders: TrainingFolders): Model => ({
  ...trainIntents(folders),
  replies: trainReplies(folders.locales),
});
