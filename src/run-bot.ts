import { ConversationState, type TurnContext } from 'botbuilder';
import { AttemptStorage } from './attempt-storage.ts';
import { type BotParts, LatchkeyBot } from './bot.ts';
import type { CollectingAdapter } from './channels/adapter.ts';
import type { RunBot } from './channels/bot-input.ts';
import type { Clock } from './clock.ts';

/** Says how the bot is run on an input: on the adapter, with a state of the attempt's own. */
export function createRunBot(adapter: CollectingAdapter, parts: BotParts, clock: Pick<Clock, 'now'>): RunBot {
  return async (input, row) => {
    const storage = new AttemptStorage(row?.state ?? null);
    const bot = new LatchkeyBot(parts, new ConversationState(storage), {
      ...(input.understanding && { understanding: input.understanding }),
      ...(row && { committedAt: row.committedAt }),
      receivedAt: input.receivedAt,
      now: clock.now(),
      remote: input.place.origin === 'connector',
      missed: row?.missed ?? false,
    });
    const { replies, invokeResponse } = await adapter.runTurn(input.activity, (context: TurnContext) =>
      bot.run(context),
    );
    return {
      state: bot.forgets ? null : storage.staged,
      replies,
      forget: bot.forgets,
      ...(invokeResponse && { response: invokeResponse }),
    };
  };
}
