import type { Requirements } from './requirement.ts';

const own = 'our rules of pages';
const wcag = 'WCAG 2.2, level AA';

/** What holds for the help page, and for the chat in a frame. */
export const page = {
  'page.greeting': {
    text: 'What the bot says first stands on the page before any script has run, in the bot’s own words.',
    source: own,
  },
  'page.early': {
    text: 'What is pressed or typed before there is a connection is shown, kept, and sent once, in order.',
    source: own,
  },
  'page.take-over': {
    text: 'Web Chat takes the place of what stood there without a jump, and what was typed and the focus go with it.',
    source: own,
  },
  'page.read-once': {
    text: 'A screen reader is given each reply once, in order: while it opens, after a reload and after a lost connection.',
    source: `${wcag}, 4.1.3`,
  },
  'page.delivery': {
    text:
      'What the person says gets through, however long there is no connection: once, in order, and they are told after ' +
      'five seconds that it waits.',
    source: own,
  },
  'page.fresh-token': {
    text: 'A page gets another token before the one it has ends, however short its life; and goes on when it has ended in sleep.',
    source: own,
  },
  'page.silent-socket': {
    text: 'A socket of ours that has said nothing for 30 seconds is given up for another.',
    source: own,
  },
  'page.accessible': {
    text:
      'Everything works by keyboard alone, at 320 px, at 200 % zoom, in light, dark and forced colours; axe finds nothing; ' +
      'targets measure at least 24 px.',
    source: wcag,
  },
  'page.plain': {
    text: 'Without scripts, and for whoever would rather read, the steps stand there in order with their links.',
    source: own,
  },
  'page.off': {
    text: 'While the operator has switched the chat off, its places show the steps to read, and nothing can be begun.',
    source: own,
  },
  'page.private': {
    text: 'The pages set no cookie and ask nobody else for anything.',
    source: own,
  },
  'page.forget': {
    text: 'The talk can be deleted from the menu: it is gone where it was kept, in the browser and on the screen.',
    source: own,
  },
  'page.comes-back': {
    text: 'Whoever comes back finds the talk and the question they were at, and after long is greeted with where they were.',
    source: own,
  },
} as const satisfies Requirements;
