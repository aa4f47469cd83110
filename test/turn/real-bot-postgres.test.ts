import { describeCrashes } from '../support/crash-table.ts';
import { sharedPostgresStore } from '../support/postgres-store.ts';

// A talk takes a hundred times as long here as in memory, so a few talks and moments stand for all; CRASH_ONE_IN=1 tries
// every moment of every talk.
const oneIn = process.env['CRASH_ONE_IN'];
const sample =
  oneIn === undefined
    ? {
        oneIn: 40,
        talks: [
          'the start',
          'an answer',
          'a message that comes three times at once',
          'forget me, with a reminder set',
          'a reminder that falls due while nobody serves',
          'the removal of the bot',
        ],
      }
    : { oneIn: Number(oneIn) };
const setting = { openStore: sharedPostgresStore(), againAfterMs: 0, betweenMs: 2_000 };

describeCrashes('test/turn/real-bot-postgres.test.ts', 'PostgreSQL', setting, ['crash'], sample);
