import { reminderEvent } from '../bot.ts';
import { attemptBot } from '../channels/attempt-bot.ts';
import type { RunBot } from '../channels/bot-input.ts';
import { serviceUrl } from '../channels/direct-line/ids.ts';
import { record, type Transcript } from '../channels/direct-line/transcript.ts';
import type { JsonObject } from '../store/json.ts';
import { type Place, placeOfKey, type TurnInput } from '../turn/turn.ts';

export interface ReminderTurnOptions {
  readonly runBot: RunBot;
  /** How turns are written into the log of the embedded Direct Line. */
  readonly transcript: Omit<Transcript, 'conversation'>;
}

/**
 * Makes the input of a turn that the bot begins by itself. It needs no id by which it is known again: only a state that
 * waits for its reminder lets the bot say anything, and the turn that says it takes the reminder back.
 *
 * @returns a function from the key of a conversation and the time (ms since 1970) to the input
 */
export const createReminderTurns =
  ({ runBot, transcript }: ReminderTurnOptions) =>
  (key: string, now: number): TurnInput => {
    const place = placeOfKey(key);
    const isEmbedded = place.origin === 'embedded';
    return {
      key,
      ids: [],
      receivedAt: now,
      reference: null,
      begins: false,
      attempt: async (row) => {
        const parties = isEmbedded ? embeddedParties(place, transcript.botId) : remoteParties(row?.reference);
        if (!parties) return undefined;
        const activity = { type: 'event', name: reminderEvent, ...parties };
        const attempt = await attemptBot(runBot, { kind: 'reminder', place, receivedAt: now, activity }, row);
        return attempt.replies.length > 0 ? attempt : undefined;
      },
      record: (attempt, slot) =>
        isEmbedded
          ? record({ conversation: place.conversation, ...transcript }, undefined, attempt, slot)
          : { answer: null, log: [], outbox: attempt.replies },
    };
  };

const embeddedParties = ({ channel, conversation }: Place, botId: string): JsonObject => ({
  channelId: channel,
  serviceUrl,
  conversation: { id: conversation },
  recipient: { id: botId, role: 'bot' },
});

/** As the last activity that came from there said; undefined when the conversation takes no more messages. */
function remoteParties(reference: JsonObject | null | undefined): JsonObject | undefined {
  if (!reference) return undefined;
  const { bot, user, ...rest } = reference;
  return { ...rest, from: user, recipient: bot };
}
