import type { JsonObject } from '../store/json.ts';
import type { BotInput, RunBot } from './bot-input.ts';
import { channelId, placeOf, serviceUrl } from './direct-line/ids.ts';

/** A message of the bot in words: Markdown, and the titles of its buttons. */
export interface SpokenMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** What the bot says first, by language. */
export type Greetings = Readonly<Record<string, readonly SpokenMessage[]>>;

/**
 * What the bot says first to whoever comes to a page: asked of the bot itself, so that a page can show it ahead of the
 * conversation and show the same. Nothing is stored.
 *
 * @param languages those that the bot speaks
 * @param now milliseconds since 1970
 */
export async function readGreetings(
  runBot: RunBot,
  languages: readonly string[],
  now: number,
): Promise<Greetings> {
  return Object.fromEntries(
    await Promise.all(
      languages.map(async (language) => [language, await firstMessages(runBot, language, now)] as const),
    ),
  );
}

async function firstMessages(runBot: RunBot, locale: string, now: number): Promise<readonly SpokenMessage[]> {
  const place = placeOf('greeting');
  const input: BotInput = {
    kind: 'welcome',
    place,
    activity: {
      type: 'conversationUpdate',
      id: 'greeting',
      timestamp: new Date(now).toISOString(),
      channelId,
      serviceUrl,
      conversation: { id: place.conversation },
      from: { id: 'visitor', role: 'user' },
      recipient: { id: 'bot', role: 'bot' },
      locale,
      membersAdded: [{ id: 'visitor' }],
    },
    receivedAt: now,
  };
  const { replies } = await runBot(input, undefined);
  return replies.filter(({ type }) => type === 'message').map(readSpoken);
}

/** Reads a reply of the bot as `present` made it. */
export function readSpoken(reply: JsonObject): SpokenMessage {
  const { text = '', suggestedActions } = reply as {
    text?: string;
    suggestedActions?: { actions: readonly { title: string }[] };
  };
  return { text, buttons: suggestedActions?.actions.map(({ title }) => title) ?? [] };
}
