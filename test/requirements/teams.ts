import type { Requirements } from './requirement.ts';

/** What each channel is shown, and what Teams asks of a bot and its package. */
export const teams = {
  'channels.shown': {
    text: 'A message is shown on every channel and in every language with all its words and choices.',
    source: 'our rule: one message of ours becomes what each channel can show',
  },
  'channels.text-only': {
    text: 'Where only text is shown the choices stand below it in words, and there is no Markdown.',
    source: 'our rule: one message of ours becomes what each channel can show',
  },
  'teams.buttons': {
    text:
      'Suggested actions are three at most, below a plain line, and never beside an attachment; more choices, and those ' +
      'below formatted text, stand on a card with it.',
    source: 'Teams: suggested actions; Teams: messages in bot conversations (message splitting)',
  },
  'teams.cards': {
    text:
      'Cards are of version 1.5 at most, parse without error or warning, stay under 28 KB, have a text for clients ' +
      'without cards and one for notifications, and their buttons say a title or hand in question, choice and turn.',
    source: 'Teams: Adaptive Cards for bot developers; npm adaptivecards',
  },
  'teams.playground': {
    text: 'The whole conversation can be tapped through in Microsoft’s Agents Playground.',
    source:
      'npm @microsoft/m365agentsplayground 0.2.28, whose cards send nothing when a tap is to say something',
  },
  'teams.round-trip': {
    text: 'A submit of a card is the same answer as its title, typed, for old cards too.',
    source: 'our rule: a tap and the typed words are the same message',
  },
  'teams.group': {
    text:
      'In a group chat or a channel nobody is greeted; whoever speaks to the bot is asked to move to a private chat, ' +
      'and nothing is kept.',
    source: 'our rule: nothing personal where others read along; Teams: channel and group conversations',
  },
  'teams.mention': {
    text: 'The mention that brings a message to the bot is no part of what is said.',
    source: 'Teams: channel and group conversations',
  },
  'teams.client': {
    text: 'Language and time zone are those of the activity, else those of its clientInfo.',
    source: 'Teams: messages in bot conversations (clientInfo)',
  },
  'teams.rate': {
    text:
      'Short replies of one turn are one message, and a burst beyond the limits of a thread (7 a second, 60 in 30 seconds) ' +
      'loses nothing and keeps its order.',
    source: 'Teams: rate limits for bots',
  },
  'teams.package': {
    text:
      'The app package is as Microsoft’s schemas say, for this bot and address, with a file for every language; what is ' +
      'missing is named, and no password is needed.',
    source: 'npm @microsoft/app-manifest: teams/v1.19; Teams: apps localization',
  },
  'teams.icons': {
    text: 'The icons are 192 and 32 pixels; the outline is white on nothing, the symbol in colour within 96 pixels.',
    source: 'Teams: app package (icons)',
  },
  'teams.commands': {
    text: 'A title of the bot’s menu comes back as text, and is understood in its language.',
    source: 'Teams: apps localization (command titles)',
  },
  'teams.recorded': {
    text: 'Activities as Microsoft’s documents print them are answered as they should be, by the whole program.',
    source:
      'Teams: conversation events, messages in bot conversations, card actions (see test/channels/teams/payloads)',
  },
} satisfies Requirements;
