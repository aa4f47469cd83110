import type { BotInputKind } from '../channels/bot-input.ts';
import { readSpoken, type SpokenMessage } from '../channels/greeting.ts';
import type { Clock } from '../clock.ts';
import type { Conversation } from '../conversation.ts';
import type { JsonObject } from '../store/json.ts';
import type { Attempt, TurnInput, TurnOutcome } from '../turn/turn.ts';
import { conversationKey, type Place } from '../turn/turn.ts';

/** Somebody who talks to the bot in this process, turn by turn. */
export interface Visitor {
  arrive(): Promise<readonly SpokenMessage[]>;
  say(text: string): Promise<readonly SpokenMessage[]>;
}

export interface VisitorOptions extends Pick<Conversation, 'runBot' | 'read'> {
  readonly take: (input: TurnInput) => Promise<TurnOutcome>;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
}

/** Makes a visitor with a conversation of their own. */
export function createVisitor(options: VisitorOptions): Visitor {
  const { take, runBot, read, clock, newId } = options;
  const place: Place = { origin: 'embedded', channel: 'directline', conversation: newId() };
  const base = {
    channelId: place.channel,
    serviceUrl: 'urn:latchkey:visitor',
    conversation: { id: place.conversation },
    from: { id: 'visitor', role: 'user' },
    recipient: { id: 'latchkey', role: 'bot' },
  };

  const turn = async (
    kind: BotInputKind,
    activity: JsonObject,
    text?: string,
  ): Promise<readonly SpokenMessage[]> => {
    const receivedAt = clock.now();
    const id = newId();
    const understanding = text === undefined ? undefined : read(text, undefined);
    const complete = {
      ...base,
      id,
      timestamp: new Date(receivedAt).toISOString(),
      ...activity,
      ...(understanding && { text: understanding.redacted }),
    };
    let said: Attempt | undefined;
    await take({
      key: conversationKey(place),
      ids: [`client:${id}`],
      receivedAt,
      reference: null,
      begins: true,
      attempt: async (row) => {
        said = await runBot(
          { kind, place, activity: complete, receivedAt, ...(understanding && { understanding }) },
          row,
        );
        return said;
      },
      record: (attempt) => ({ answer: null, log: attempt.replies, outbox: [] }),
    });
    return (said?.replies ?? []).map(readSpoken);
  };

  return {
    arrive: () => turn('welcome', { type: 'conversationUpdate', membersAdded: [{ id: 'visitor' }] }),
    say: (text) => turn('message', { type: 'message' }, text),
  };
}
