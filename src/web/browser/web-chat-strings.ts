import type { PageData } from './page-data.ts';

/**
 * What Web Chat says in our words instead of its own: the names of those who talk, and what a screen reader is told of a
 * message, which its own words explain with keys that a phone does not have.
 */
export const webChatStrings = (words: PageData['words']): Readonly<Record<string, string>> => ({
  TEXT_INPUT_PLACEHOLDER: words.placeholder,
  TEXT_INPUT_ALT: words.placeholder,
  TEXT_INPUT_SEND_BUTTON_ALT: words.send,
  ACTIVITY_BOT_SAID_ALT: words.botSaid,
  ACTIVITY_YOU_SAID_ALT: words.youSaid,
  SUGGESTED_ACTIONS_LABEL_ALT: words.answers,
  TRANSCRIPT_LIVE_REGION_INTERACTIVE_WITH_LINKS_LABEL_ALT: words.hasLinks,
  TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_LABEL_ALT: words.hasAnswers,
  TRANSCRIPT_LIVE_REGION_SUGGESTED_ACTIONS_WITH_ACCESS_KEY_LABEL_ALT: words.hasAnswers,
});
