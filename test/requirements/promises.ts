import type { Requirements } from './requirement.ts';

/** What Latchkey promises to everyone it talks with, on every channel and in every language. */
export const promises = {
  P1: {
    text:
      'Order: the steps come in order and none is left out. Only an answer passes a step ("tried it" is one), a step ' +
      'that cannot help is said and passed, asking for a later step is no answer, and nobody passes a question they ' +
      'could not have read. Back, repeat, start over and correcting an answer are always open.',
    source: 'our promise: order',
  },
  P2: {
    text:
      'Reviewed words: every sentence comes from locales/, links come from one allow-list, what a person typed is ' +
      'never echoed, no phone number is ever shown, and the bot says that it is not Microsoft.',
    source: 'our promise: reviewed words',
  },
  P3: {
    text:
      'Refusal: a request to send, read out, confirm or guess a code, to reset security info, to change an account or ' +
      'to bypass verification is refused, with the reason and the way on, however often and by whomever it is asked; ' +
      'then the same step goes on where it was.',
    source: 'our promise: refusal',
  },
  P4: {
    text:
      'No secrets kept: codes, passwords, recovery codes, addresses, phone and card numbers are taken out before ' +
      'anything is stored, logged, measured or sent on; of an incoming activity only an allow-list is kept; "forget ' +
      'me" deletes what is kept.',
    source: 'our promise: no secrets kept',
  },
  P5: {
    text:
      'Whole turns: a turn happens once and whole, or not at all, after a crash, a retry by the channel or two ' +
      'messages at the same moment. Replies to remote channels go in order and at least once.',
    source: 'our promise: whole turns',
  },
  P6: {
    text: 'Place kept: a closed tab, a restart, a long wait or a new release never loses the place or the answers given.',
    source: 'our promise: place kept',
  },
  P7: {
    text:
      'Honest end: nobody is told to wait for what cannot come, and when the self-service routes are used up the bot ' +
      'says so, says why, and says what is left.',
    source: 'our promise: honest end',
  },
} satisfies Requirements;
