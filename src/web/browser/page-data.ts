import type { SpokenMessage } from './opening-talk.ts';

/** What the server wrote into the page for its script. */
export interface PageData {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Origins whose pages may show this document in a frame; absent when it is not made for one. */
  readonly parents?: readonly string[];
  /** What the bot says first; it stands on the page already. */
  readonly greeting: readonly SpokenMessage[];
  readonly words: Readonly<
    Record<
      | 'opening'
      | 'reconnecting'
      | 'unreachable'
      | 'offline'
      | 'switchedOff'
      | 'placeholder'
      | 'send'
      | 'answers'
      | 'hasLinks'
      | 'hasAnswers'
      | 'newTab'
      | 'botSaid'
      | 'youSaid'
      | 'justNow'
      | 'back'
      | 'backAt'
      | 'goOn'
      | 'startOver'
      | 'forgetMe'
      | 'forgotten'
      | 'notForgotten'
      | 'fileName',
      string
    >
  >;
}

/** Reads it. It comes from this page's own server, so nothing is checked but that it is there. */
export const readPageData = (page: Document): PageData =>
  JSON.parse(page.getElementById('page-data')?.textContent ?? '') as PageData;
