import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/store/json.ts';
import type { Outcome } from './crash-run.ts';
import type { CrashTalk, Door } from './crash-talks.ts';
import type { Moment } from './crash-world.ts';
import { type ShownActivity, textOf } from './shown-activity.ts';

/** After these a message has been taken by the channel, and nothing that is stored says so. */
const unrecorded: ReadonlySet<string> = new Set(['connector.send.after', 'store.settle.before']);

/** Each type of activity that has an echo in the embedded Direct Line's log, and is replied to by whichever way. */
const heard: ReadonlySet<unknown> = new Set(['message', 'endOfConversation']);

/** Holds a talk in which everything comes once and nothing goes wrong against the rules of a turn, which know nothing of this program's parts. */
export function checkOnce(talk: CrashTalk, door: Door, outcome: Outcome): void {
  expect(outcome.row?.state?.['progress'] ?? {}, 'the progress').toMatchObject(talk.left);
  const inputs = [...talk.before, talk.tested, ...talk.after];
  const posted = inputs.flatMap((input) => (input.act === 'post' ? [input] : []));
  const expected = posted.filter(({ fields }) => heard.has(fields['type'])).map(({ id }) => id);
  if (door === 'connector') {
    const inOrder = posted.map(({ id }) => id);
    checkReminders(
      talk,
      outcome.arrived.map(({ activity }) => activity),
    );
    const answered = outcome.arrived.flatMap(({ activity }) => activity['replyToId'] ?? []).map(String);
    expect(answered, 'the order of the replies').toEqual(
      [...answered].sort((one, other) => inOrder.indexOf(one) - inOrder.indexOf(other)),
    );
    const awaited = posted.filter(({ fields }) => fields['deliveryMode'] === 'expectReplies');
    const awaitedIds = awaited.map(({ id }) => id);
    for (const id of expected) {
      if (!awaitedIds.includes(id)) expect(answered, 'what was replied to').toContain(id);
    }
    for (const id of awaitedIds) {
      expect(answered, 'replies that were awaited').not.toContain(id);
      expect(outcome.answers[id]?.[0]?.body?.['activities'], 'awaited replies').not.toHaveLength(0);
    }
    return;
  }
  checkReminders(talk, outcome.read);
  let echo: unknown;
  const echoes: unknown[] = [];
  const repliedTo = new Set<unknown>();
  for (const line of outcome.read) {
    const isEcho = (line['from'] as { role?: string }).role === 'user';
    if (isEcho) {
      echo = line['id'];
      echoes.push((line['channelData'] as { clientActivityID?: string }).clientActivityID);
    } else if (!isReminder(line)) {
      expect(line['replyToId'], 'a reply stands after its echo').toBe(echo);
      repliedTo.add(echo);
    }
  }
  expect(repliedTo.size, 'the greeting, and each message that was replied to').toBe(expected.length + 1);
  expect(echoes, 'every message once, in order').toEqual(expected);
}

/** What the bot says by itself. */
const isReminder = (said: JsonObject): boolean =>
  said['replyToId'] === undefined && textOf(said as ShownActivity).includes('It is time.');

/** A reminder that fell due is given once, unless all was forgotten. */
function checkReminders({ tested }: CrashTalk, said: readonly JsonObject[]): void {
  expect(said.filter(isReminder), 'reminders').toHaveLength(tested.act === 'away' ? 1 : 0);
}

/** Who was not there when a reminder failed is given it somewhat later: then all of it is the same but the times. */
function withoutTimes<T>(value: T): T {
  const text = JSON.stringify(value)
    .replace(/"(committedAt|lastStamp)":\d+/g, '"$1":0')
    .replace(/"timestamp":"[^"]*"/g, '"timestamp":""');
  return JSON.parse(text) as T;
}

/**
 * Holds a talk against what it may come to.
 *
 * @param moment what went wrong in it
 * @param undisturbed the talk in which everything comes once, and another in which the tested input comes as late as it
 *   does when it is repeated: the one or the other, never something between
 */
export function checkTalk(
  talk: CrashTalk,
  moment: Moment | undefined,
  outcome: Outcome,
  undisturbed: readonly [Outcome, ...Outcome[]],
): void {
  const kept = ({ row, log }: Outcome) => ({ row, log });
  const found = undisturbed.find((one) => isDeepStrictEqual(kept(one), kept(outcome))) ?? undisturbed[0];
  const timeless = ({ row, log, read, ...rest }: Outcome): Outcome => ({
    ...rest,
    ...withoutTimes({ row, log, read }),
  });
  if (talk.tested.act === 'away') checkSame(timeless(outcome), timeless(found));
  else checkSame(outcome, found);
  checkDoubles(talk, moment?.point ?? '', outcome);
}

function checkSame(outcome: Outcome, undisturbed: Outcome): void {
  expect(outcome.row, 'the row with the progress').toEqual(undisturbed.row);
  expect(outcome.log, 'the log').toEqual(undisturbed.log);
  expect(outcome.remindAt, 'the reminder').toBe(undisturbed.remindAt);
  expect(outcome.read, 'what the client read').toEqual(undisturbed.read);
  const ends = [0, ...undisturbed.watermarks];
  for (const watermark of outcome.watermarks) expect(ends, 'only whole turns were read').toContain(watermark);
  checkAnswers(outcome);
  for (const [id, [answer]] of Object.entries(undisturbed.answers)) {
    expect(outcome.answers[id]?.[0], `the answer to ${id}`).toEqual(answer);
  }
  const once = outcome.arrived.filter(
    ({ position }, index) => position !== outcome.arrived[index - 1]?.position,
  );
  expect(once, 'what the channel was given, in order').toEqual(undisturbed.arrived);
}

/** A message comes twice only when nobody wrote down that it was taken, and no message comes three times. */
function checkDoubles({ tested }: CrashTalk, point: string, { fates }: Outcome): void {
  const all = [...fates.values()].map((fate) => fate.join(', '));
  for (const fate of all) expect(['taken, settled', 'taken, taken, settled'], 'a delivery').toContain(fate);
  const doubled = all.filter((fate) => fate !== 'taken, settled').length;
  // With several requests under way, or a look for reminders, any failpoint of one can be passed while the reply to another
  // is being sent.
  const isCrowd = tested.act === 'away' || (tested.act === 'post' && (tested.copies ?? 1) > 1);
  if (isCrowd) expect(doubled, 'messages that came twice').toBeLessThanOrEqual(1);
  else expect(doubled, 'messages that came twice').toBe(unrecorded.has(point) ? 1 : 0);
}

/** However often an activity comes, it is given the answer that was recorded for it. */
function checkAnswers({ answers }: Outcome): void {
  for (const [id, [first, ...again]] of Object.entries(answers)) {
    for (const answer of again) expect(answer, `the answer to ${id}, again`).toEqual(first);
  }
}
