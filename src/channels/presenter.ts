import type { Activity, CardAction } from 'botbuilder';

/** A message in our own terms: paragraphs of Markdown, and the titles of its buttons. */
interface Spoken {
  readonly text: string;
  readonly buttons: readonly string[];
}

/**
 * Makes a message of ours what a channel can show. Buttons carry `imBack` with a value like their title, so that a tap
 * and the typed words are the same message on every channel.
 */
export function present({ text, buttons }: Spoken): Partial<Activity> {
  const actions: CardAction[] = buttons.map((title) => ({ type: 'imBack', title, value: title }));
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    inputHint: actions.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
  };
}
