import type { Attachment } from 'botbuilder';
import type { Button, OwnMessage } from '../message.ts';

/** Old enough for the phones that still show this version, and new enough for sets of actions in the body. */
const version = '1.2';

/**
 * An Adaptive Card that shows a message with any number of buttons. Each button is a set of its own: Teams shows no more
 * than six actions of one set, side by side, and cuts their titles.
 *
 * @param turn the turn in which the card is sent
 * @param fallback the message with its choices in words, for clients that show no cards
 */
export function adaptiveCard({ text, buttons }: OwnMessage, turn: number, fallback: string): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version,
      fallbackText: fallback,
      body: [
        ...text
          .split(/\n{2,}/)
          .map((paragraph) => ({ type: 'TextBlock', text: paragraph, wrap: true, spacing: 'Medium' })),
        ...buttons.map((button) => ({ type: 'ActionSet', actions: [submit(button, turn)] })),
      ],
    },
  };
}

/**
 * In Teams a tap says the title, so that the person sees in the chat what they have answered. Clients that know nothing
 * of `msteams` hand in the question and the choice.
 */
const submit = ({ title, answer }: Button, turn: number) => ({
  type: 'Action.Submit',
  title,
  data: { ...(answer && { ...answer, turn }), msteams: { type: 'imBack', value: title } },
});
