import type { TurnContext } from 'botbuilder';
import { AttemptState } from './attempt-state.ts';
import { type BotParts, LatchkeyBot } from './bot.ts';
import type { CollectingAdapter } from './channels/adapter.ts';
import type { RunBot } from './channels/bot-input.ts';
import type { Clock } from './clock.ts';
import { returnFileUrl } from './reminders/return-file-url.ts';
import type { Place } from './turn/turn.ts';

/** Channels whose person sees nothing while the page is closed. They can come by our own door or by Azure's. */
const pageChannels: ReadonlySet<string> = new Set(['directline', 'directlinespeech', 'webchat']);

/** Tells whether a message that the bot sends later, by itself, finds the person. */
const canWriteFirst = ({ origin, channel }: Place): boolean =>
  origin === 'connector' && !pageChannels.has(channel);

/** Says how the bot is run on an input: on the adapter, with a state of the attempt's own. */
export function createRunBot(adapter: CollectingAdapter, parts: BotParts, clock: Pick<Clock, 'now'>): RunBot {
  return async (input, row) => {
    const state = new AttemptState(row?.state ?? null);
    const bot = new LatchkeyBot(parts, state, {
      ...(input.understanding && { understanding: input.understanding }),
      ...(row && { committedAt: row.committedAt }),
      receivedAt: input.receivedAt,
      // A clock that is set back must not undo what was due already.
      now: Math.max(clock.now(), input.receivedAt),
      remote: input.place.origin === 'connector',
      reachable: canWriteFirst(input.place),
      calendarFile: (at, language) => returnFileUrl(input.baseUrl, at, language),
      missed: row?.missed ?? false,
      turn: (row?.version ?? 0) + 1,
    });
    const { replies, invokeResponse } = await adapter.runTurn(input.activity, (context: TurnContext) =>
      bot.run(context),
    );
    return {
      state: bot.forgets ? null : state.staged,
      replies,
      forget: bot.forgets,
      ...(bot.remindAt !== undefined && { remindAt: bot.remindAt }),
      ...(invokeResponse && { response: invokeResponse }),
    };
  };
}
