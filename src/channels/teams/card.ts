import type { Attachment } from 'botbuilder';
import type { Button, OwnMessage } from '../message.ts';

/** Old enough for the phones that still show this version, and new enough for sets of actions in the body. */
const version = '1.2';

/** How a card is to be made. */
export interface CardMaking {
  /** The turn in which the card is sent. */
  readonly turn: number;
  /** The message with its choices in words, for clients that show no cards. */
  readonly fallback: string;
  /**
   * False for clients on this machine: Microsoft's Agents Playground lets a tap on a button that is to say something do
   * nothing at all (0.2.28: its card library writes into data that is frozen).
   */
  readonly tapsSpeak: boolean;
}

/**
 * An Adaptive Card that shows a message with any number of buttons. Each button is a set of its own: Teams shows no more
 * than six actions of one set, side by side, and cuts their titles.
 */
export function adaptiveCard({ text, buttons }: OwnMessage, making: CardMaking): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version,
      fallbackText: making.fallback,
      body: [
        ...text
          .split(/\n{2,}/)
          .map((paragraph) => ({ type: 'TextBlock', text: paragraph, wrap: true, spacing: 'Medium' })),
        ...buttons.map((button) => ({ type: 'ActionSet', actions: [submit(button, making)] })),
      ],
    },
  };
}

/**
 * In Teams a tap says the title, so that the person sees in the chat what they have answered. Clients that know nothing
 * of `msteams` hand in the question and the choice, or the words of a button that answers nothing.
 */
const submit = ({ title, answer }: Button, { turn, tapsSpeak }: CardMaking) => ({
  type: 'Action.Submit',
  title,
  data: {
    ...(answer ? { ...answer, turn } : { text: title }),
    ...(tapsSpeak && { msteams: { type: 'imBack', value: title } }),
  },
});
