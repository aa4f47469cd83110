import { beforeEach, describe, expect, it } from 'vitest';
import { createReminderTurns } from '../../src/reminders/reminder-turn.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow } from '../../src/store/store.ts';
import type { Attempt, TurnInput } from '../../src/turn/turn.ts';
import { type ShownActivity, textOf } from '../support/shown-activity.ts';
import { createTalker, type Talker } from '../support/talker.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const toTheForm = [
  'A personal account',
  'No, still locked out',
  'No other way is shown',
  'I no longer have that phone or address',
  'Two-step is off',
  'I forgot the password',
];

let talker: Talker;
beforeEach(async () => {
  talker = createTalker({ remote: true });
  await talker.arrive();
  for (const text of [...toTheForm, 'I sent the form']) await talker.say(text);
});

const reference = {
  channelId: 'msteams',
  serviceUrl: 'https://channel.example/',
  conversation: { id: 'talk' },
  bot: { id: '28:bot' },
  user: { id: '29:person' },
};
const rowOf = (state: JsonObject | null, over: Partial<ConversationRow> = {}): ConversationRow => ({
  key: 'connector/msteams/talk',
  version: 9,
  state,
  reference,
  nextPosition: 5,
  lastStamp: 0,
  committedAt: talker.now,
  missed: false,
  ...over,
});
const waiting = (): JsonObject => ({ progress: talker.progress() as unknown as JsonObject });
/** The turn of a reminder that was leased at `now`. */
const turnAt = (now: number, key = 'connector/msteams/talk'): TurnInput =>
  createReminderTurns({
    runBot: talker.conversation.runBot,
    transcript: { botId: 'latchkey', forgetText: '' },
  })(key, now);
const attemptAt = (now: number, row: ConversationRow | undefined): Promise<Attempt | undefined> =>
  turnAt(now).attempt(row && structuredClone(row));

describe('the turn of a reminder', () => {
  it('asks the question, and takes the reminder back [reminder.turn]', async () => {
    const attempt = await attemptAt(talker.now + day + hour, rowOf(waiting()));
    expect(attempt).toMatchObject({ remindAt: null, forget: false });
    expect(attempt?.replies).toMatchObject([
      {
        summary: 'It is time. Has anything changed?',
        conversation: { id: 'talk' },
        recipient: { id: '29:person' },
      },
    ]);
  });

  it('is none on the row that it has left: whoever comes late with an old lease says nothing [reminder.once]', async () => {
    const later = talker.now + day + hour;
    const attempt = await attemptAt(later, rowOf(waiting()));
    expect(await attemptAt(later, rowOf(attempt?.state ?? null))).toBeUndefined();
  });

  it('is none before the time, also when another wait has begun meanwhile [reminder.lapses]', async () => {
    expect(await attemptAt(talker.now + day - hour, rowOf(waiting()))).toBeUndefined();
    const leasedAt = talker.now + day + hour;
    talker.wait(day + hour);
    await talker.say('Still no answer');
    expect(await attemptAt(leasedAt, rowOf(waiting()))).toBeUndefined();
  });

  it('is none where nobody is, where all was forgotten, and where nobody waits [reminder.lapses]', async () => {
    const later = talker.now + 2 * day;
    expect(await attemptAt(later, undefined)).toBeUndefined();
    expect(await attemptAt(later, rowOf(null))).toBeUndefined();
    await talker.say('The answer was no');
    expect(await attemptAt(later, rowOf(waiting()))).toBeUndefined();
  });

  it('is none where the channel takes no more messages [reminder.lapses]', async () => {
    expect(await attemptAt(talker.now + 2 * day, rowOf(waiting(), { reference: null }))).toBeUndefined();
  });

  it('counts from when it was leased, whatever the clock says by then [reminder.once]', async () => {
    // The talker's clock, by which the bot is run, stands a day before.
    const attempt = await attemptAt(talker.now + day + hour, rowOf(waiting()));
    const [reply] = attempt?.replies ?? [];
    expect(reply?.['summary']).toBe('It is time. Has anything changed?');
    expect(textOf(reply as ShownActivity)).not.toContain('not time yet');
  });

  it('goes to the outbox of a remote channel, and into the log of the help page [reminder.turn]', () => {
    const attempt: Attempt = {
      state: null,
      replies: [{ type: 'message', text: 'It is time.' }],
      forget: false,
    };
    const slot = { position: 7, stamp: Date.UTC(2030, 0, 8, 9) };
    expect(turnAt(0).record(attempt, slot)).toEqual({ answer: null, log: [], outbox: attempt.replies });
    const { log, outbox } = turnAt(0, 'embedded/directline/talk').record(attempt, slot);
    expect(outbox).toEqual([]);
    expect(log).toMatchObject([
      {
        id: 'talk|0000007',
        timestamp: '2030-01-08T09:00:00.000Z',
        from: { role: 'bot' },
        text: 'It is time.',
      },
    ]);
  });
});
