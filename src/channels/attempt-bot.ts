import { LatchkeyError } from '../errors.ts';
import type { ConversationRow } from '../store/store.ts';
import type { Attempt } from '../turn/turn.ts';
import type { BotInput, RunBot } from './bot-input.ts';

/**
 * Runs the bot for a turn; what it throws is told apart from failures of the store.
 *
 * @throws LatchkeyError `BotFailed`
 */
export async function attemptBot(
  runBot: RunBot,
  input: BotInput,
  row: ConversationRow | undefined,
): Promise<Attempt> {
  try {
    return await runBot(input, row);
  } catch (error) {
    throw new LatchkeyError(
      'BotFailed',
      'The bot failed in a turn.',
      'The cause says where; nothing was stored.',
      error,
    );
  }
}
