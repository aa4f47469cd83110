import type { Requirements } from './requirement.ts';

/** What holds for every sentence that the bot says. */
export const words = {
  'words.limits': {
    text:
      'A message has at most 60 words, a turn at most three messages, a step opens in at most two; English reads at US ' +
      'grade 7 or easier.',
    source: 'our rules of words: short and plain',
  },
  'words.unique-titles': {
    text: 'No two buttons bear the same words, so that a tap on an old one is known for what it is.',
    source: 'our rules of words: buttons say what they do',
  },
  'words.complete': {
    text: 'Each answer to each question has a line that tells it back, and each message can be said.',
    source: 'our rules of words: nothing is missing',
  },
  'words.sources': {
    text: 'What is said as a fact has a source that was read; nothing is said from memory.',
    source: 'our rules of words: no fact without a source',
  },
  'words.no-numbers': {
    text: 'No message holds a phone number, nor an address that is not in the list of links.',
    source: 'our promise: reviewed words',
  },
} as const satisfies Requirements;
