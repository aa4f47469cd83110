import type { Requirements } from './requirement.ts';

/** How the bot comes back by itself when a wait is over. */
export const reminders = {
  'reminder.offered': {
    text:
      'To be reminded is offered only where a message that is sent later is seen. On Direct Line and Web Chat, ours or ' +
      "Azure's, the place is kept, and the person is told how to come back.",
    source: 'our rules of reminders',
  },
  'reminder.durable': {
    text:
      'When a turn says that the bot will write, the reminder is stored in the transaction of that turn; it survives ' +
      'restarts and every turn that says nothing of it.',
    source: 'our rules of reminders',
  },
  'reminder.turn': {
    text:
      'When a wait is over, a turn of its own runs through queue, engine and outbox (or log), and asks the one question ' +
      'that matters now.',
    source: 'our rules of reminders',
  },
  'reminder.once': {
    text: 'A reminder is given once, with several servers too, and wherever one of them dies.',
    source: 'our rules of reminders',
  },
  'reminder.claimed': {
    text:
      'A due reminder is leased by one server at a time, tried again with growing pauses when its turn fails or its ' +
      'server dies, and given up with a line of log after ten tries.',
    source: 'our rules of reminders',
  },
  'reminder.lapses': {
    text:
      '"Stop", "forget me", the removal of the bot, an answer given earlier, and the person coming by themselves when it ' +
      'is time take the reminder back.',
    source: 'our rules of reminders',
  },
  'reminder.inside': {
    text: 'No activity from outside can pass for a reminder that fell due.',
    source: 'our rules of reminders',
  },
  'reminder.calendar': {
    text:
      "The calendar file holds a time and the page's address, and nothing of the person or the trouble; it is what RFC " +
      '5545 says a calendar is, and is made for times near the present only.',
    source: 'our rules of reminders; RFC 5545',
  },
} satisfies Requirements;
