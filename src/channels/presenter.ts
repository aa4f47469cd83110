import type { Activity } from 'botbuilder';
import { isLoopbackUrl } from './connector/loopback.ts';
import type { Button, OwnMessage } from './message.ts';
import { plainText } from './plain-text.ts';
import { adaptiveCard } from './teams/card.ts';

/** Where and when a message is shown. */
export interface Showing {
  readonly channelId: string;
  /** Where the channel takes replies. */
  readonly serviceUrl: string;
  /** The number of the turn, which cards carry. */
  readonly turn: number;
  /** The words before choices that stand in the text. */
  readonly choicesLead: string;
}

/** Where clients of others' making read what we add: Direct Line, ours or Azure's, and Web Chat on it. */
const directLine: ReadonlySet<string> = new Set(['directline', 'webchat']);

/** Channels that show any number of suggested actions, whatever the length of their titles. */
const suggesting: ReadonlySet<string> = new Set(['directline', 'webchat', 'emulator']);

/** Teams shows three suggested actions at most, and none beside an attachment. */
const teamsSuggestsAtMost = 3;

/**
 * Makes a message of ours what a channel can show. Buttons carry `imBack` with a value like their title, so that a tap
 * and the typed words are the same message on every channel. On Direct Line, `channelData.outcome` tells the page around
 * the chat how it ended.
 *
 * Channels of which we know nothing show text: Markdown may be shown there as it is written, so there is none.
 */
export function present(message: OwnMessage, showing: Showing): Partial<Activity> {
  const { text, buttons, outcome } = message;
  const { channelId, serviceUrl, turn } = showing;
  const shown = {
    type: 'message',
    inputHint: buttons.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(outcome && directLine.has(channelId) && { channelData: { outcome } }),
  };
  if (channelId === 'msteams' && needsCard(message)) {
    // Teams takes a text beside a card apart into two messages, so the card holds the text. Notifications and the list of
    // chats show the summary: what is asked. Without one they say that a card was sent.
    const card = adaptiveCard(message, {
      turn,
      fallback: inWords(message, showing),
      tapsSpeak: !isLoopbackUrl(serviceUrl),
    });
    return { ...shown, summary: plainText(text.split('\n\n').at(-1) ?? ''), attachments: [card] };
  }
  if (channelId === 'msteams' || suggesting.has(channelId)) {
    return { ...shown, text, textFormat: 'markdown', ...suggest(buttons) };
  }
  return { ...shown, text: inWords(message, showing), textFormat: 'plain' };
}

/**
 * Whether Teams is to show buttons on a card. Suggested actions are for a line of plain words: not every client formats
 * the text above them (Microsoft's Agents Playground shows Markdown as it is written, and runs paragraphs together).
 */
const needsCard = ({ text, buttons }: OwnMessage): boolean =>
  buttons.length > teamsSuggestsAtMost ||
  (buttons.length > 0 && (text.includes('\n') || plainText(text) !== text));

const suggest = (buttons: readonly Button[]): Partial<Activity> =>
  buttons.length === 0
    ? {}
    : {
        suggestedActions: {
          to: [],
          actions: buttons.map(({ title }) => ({ type: 'imBack', title, value: title })),
        },
      };

/** A message as plain text, its choices in words below it. */
function inWords({ text, buttons }: OwnMessage, { choicesLead }: Showing): string {
  const choices = buttons.map(({ title }) => `- ${title}`);
  const lines = choices.length === 0 ? [] : [[choicesLead, ...choices].join('\n')];
  return [plainText(text), ...lines].join('\n\n');
}
