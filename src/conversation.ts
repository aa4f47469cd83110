import { join } from 'node:path';
import { RecoveryDialog } from '../dialogs/recovery.ts';
import type { DialogSettings } from '../dialogs/scope.ts';
import type { CollectingAdapter } from './channels/adapter.ts';
import type { RunBot } from './channels/bot-input.ts';
import { present } from './channels/presenter.ts';
import type { Clock } from './clock.ts';
import { createRunBot } from './run-bot.ts';
import { loadSpeech, type Speech } from './speech/speech.ts';
import { loadLexicon } from './understanding/lexicon.ts';
import { createUnderstand } from './understanding/understand.ts';
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
 * @throws LatchkeyError when the words are not as they should be
 */
export function createConversation(
  localesFolder: string,
  adapter: CollectingAdapter,
  settings: DialogSettings,
  clock: Pick<Clock, 'now'>,
): Conversation {
  const speech = loadSpeech(localesFolder);
  const lexicons = Object.fromEntries(
    speech.languages.map((language) => [
      language,
      loadLexicon(
        join(localesFolder, language, 'utterances'),
        speech.titles(language),
        speech.intentTitles(language),
      ),
    ]),
  );
  const understand = createUnderstand(lexicons);
  const parts = { speech, settings, recovery: new RecoveryDialog(), present };
  return {
    speech,
    runBot: createRunBot(adapter, parts, clock),
    read: (text, locale) => understand(text, speech.languageFor(locale)),
  };
}
