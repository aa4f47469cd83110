import { RecoveryDialog } from '../dialogs/recovery.ts';
import type { DialogSettings } from '../dialogs/scope.ts';
import type { CollectingAdapter } from './channels/adapter.ts';
import type { RunBot } from './channels/bot-input.ts';
import { present } from './channels/presenter.ts';
import type { Clock } from './clock.ts';
import { loadUnderstanding } from './load-understanding.ts';
import { createRunBot } from './run-bot.ts';
import { loadSpeech, type Speech } from './speech/speech.ts';
import type { Model } from './understanding/model/artefact.ts';
import type { Understanding } from './understanding/understanding.ts';

/** The conversation, ready for any way in. */
export interface Conversation {
  readonly speech: Speech;
  readonly runBot: RunBot;
  /** Reads a raw text, once; of what it returns only the redacted text is kept. */
  readonly read: (text: string, locale: string | undefined) => Understanding;
}

/**
 * Loads the words and makes the bot.
 *
 * @param localesFolder the folder with one folder a language
 * @param model the trained model of the understanding
 * @throws LatchkeyError when the words are not as they should be
 */
export function createConversation(
  localesFolder: string,
  adapter: CollectingAdapter,
  settings: DialogSettings,
  clock: Pick<Clock, 'now'>,
  model: Model,
): Conversation {
  const speech = loadSpeech(localesFolder);
  const understand = loadUnderstanding(localesFolder, speech, model);
  const parts = { speech, settings, recovery: new RecoveryDialog(), present };
  return {
    speech,
    runBot: createRunBot(adapter, parts, clock),
    read: (text, locale) => understand(text, speech.languageFor(locale)),
  };
}
