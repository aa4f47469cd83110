import type { Requirements } from './requirement.ts';

/** How the bot comes back by itself when a wait is over. */
export const reminders = {
  'reminder.durable': {
    text:
      'When a turn says that the bot will write, the reminder is stored in the transaction of that turn; it survives ' +
      'restarts and every turn that says nothing of it.',
    source: 'our rules of reminders',
  },
  'reminder.claimed': {
    text:
      'A due reminder is leased by one server at a time, tried again with growing pauses when its turn fails or its ' +
      'server dies, and given up with a line of log after ten tries.',
    source: 'our rules of reminders',
  },
} satisfies Requirements;
