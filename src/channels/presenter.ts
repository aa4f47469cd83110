import type { Activity, CardAction } from 'botbuilder';

/** A message in our own terms: paragraphs of Markdown, and the titles of its buttons. */
interface Spoken {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly outcome?: string;
}

/** Where clients of others' making read what we add: Direct Line, ours or Azure's, and Web Chat on it. */
const directLine: ReadonlySet<string> = new Set(['directline', 'webchat']);

/**
 * Makes a message of ours what a channel can show. Buttons carry `imBack` with a value like their title, so that a tap
 * and the typed words are the same message on every channel. On Direct Line, `channelData.outcome` tells the page around
 * the chat how it ended.
 */
export function present({ text, buttons, outcome }: Spoken, channelId: string): Partial<Activity> {
  const actions: CardAction[] = buttons.map((title) => ({ type: 'imBack', title, value: title }));
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    inputHint: actions.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
    ...(outcome && directLine.has(channelId) && { channelData: { outcome } }),
  };
}
