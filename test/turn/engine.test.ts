import { beforeEach, expect, it } from 'vitest';
import { createFakeClock } from '../support/fake-clock.ts';
import { createSignal } from '../support/signal.ts';
import { createTalk, type Talk } from '../support/talk.ts';
import { type Bot, inputOf, tinyBot } from '../support/tiny-bot.ts';

let { store, clock, engine, woken, makeEngine, say, lines, taken } = {} as Talk;

beforeEach(async () => {
  ({ store, clock, engine, woken, makeEngine, say, lines, taken } = await createTalk());
});

/** What was said, by the person (the ids of the inputs) and the bot. */
const words = async () => (await lines()).map((line) => line['echo'] ?? line['text']);

it('makes a turn of an input: state, log and recorded answer, and wakes the delivery [turn.whole]', async () => {
  expect(await say('m1')).toEqual({ answer: { id: 'm1', position: 1 }, repeated: false });
  expect(await words()).toEqual(['m1', 'm1 is number 1', 'what next after m1?']);
  expect(await taken()).toEqual(['m1']);
  expect(woken).toEqual(['home']);
});

it('takes what is said at the same moment in the order it came [turn.order]', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `m${index}`);
  await Promise.all(ids.map((id) => say(id)));
  expect(await taken()).toEqual(ids);
  const echoes = (await lines()).flatMap((line) => line['echo'] ?? []);
  expect(echoes).toEqual(ids);
});

it('does not let one conversation wait for another [turn.side-by-side]', async () => {
  const stuck = createSignal();
  const slow: Bot = async (said, row) => {
    await stuck.given;
    return tinyBot(said, row);
  };
  const first = say('slow', { bot: slow });
  await say('quick', { key: 'next door' });
  expect(await taken('next door')).toEqual(['quick']);
  expect(await taken()).toBeUndefined();
  stuck.give();
  await first;
  expect(await taken()).toEqual(['slow']);
});

it('gives the recorded answer again, while the first is under way and ever after [turn.once, P5]', async () => {
  const [first, second] = await Promise.all([say('m1'), say('m1')]);
  await say('m2');
  await clock.advance(7 * 24 * 60 * 60_000);
  const third = await say('m1');
  expect(first).toEqual({ answer: { id: 'm1', position: 1 }, repeated: false });
  expect(second).toEqual({ answer: first.answer, repeated: true });
  expect(third).toEqual({ answer: first.answer, repeated: true });
  expect(await taken()).toEqual(['m1', 'm2']);
  expect(await lines()).toHaveLength(6);
});

it('knows an input again by any one of its ids [turn.once]', async () => {
  await say('m1');
  const input = inputOf('embedded', 'home', { id: 'm1', kind: 'message' }, clock.now());
  expect(await engine.take({ ...input, ids: ['activity:new', 'client:m1'] })).toMatchObject({
    repeated: true,
  });
  expect(await engine.take({ ...input, ids: ['activity:new'] })).toMatchObject({ repeated: false });
});

it('takes the same id in another conversation for another input [turn.once]', async () => {
  await say('m1');
  expect(await say('m1', { key: 'next door' })).toMatchObject({ repeated: false });
});

it('wakes the delivery for an input that comes again, in case its replies are still here [turn.once]', async () => {
  await say('m1');
  await say('m1');
  expect(woken).toEqual(['home', 'home']);
});

it('refuses an input of a conversation that is not known, unless it may begin one [turn.unknown]', async () => {
  await expect(say('m1', { key: 'nowhere' })).rejects.toMatchObject({ code: 'ConversationUnknown' });
  expect((await store.load('nowhere', [])).row).toBeUndefined();
  await say('m1', { key: 'somewhere', door: 'connector' });
  expect(await taken('somewhere')).toEqual(['m1']);
});

it('turns away what is one too many, and takes it when it comes again [turn.busy]', async () => {
  const by = makeEngine({}, 2);
  const results = await Promise.allSettled(['m1', 'm2', 'm3'].map((id) => say(id, { by })));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(results[2]).toMatchObject({ reason: { code: 'ConversationBusy' } });
  await by.idle();
  await say('m3', { by });
  expect(await taken()).toEqual(['m1', 'm2', 'm3']);
});

it('numbers the lines without a gap and lets their times only grow, also when the clock goes back [turn.stamps]', async () => {
  await Promise.all(['m1', 'm2', 'm3'].map((id) => say(id)));
  const late = makeEngine({}, undefined, createFakeClock(clock.now() - 60_000));
  await say('m4', { by: late });
  const written = await lines();
  expect(written.map((line) => line['id'])).toEqual(written.map((_, index) => index + 1));
  const stamps = written.map((line) => Number(line['timestamp']));
  expect(stamps).toEqual([...new Set(stamps)].sort((one, other) => one - other));
  expect((await store.load('home', [])).row).toMatchObject({
    nextPosition: written.length + 1,
    lastStamp: stamps.at(-1),
  });
});

it('leaves everything as it was when the bot fails, and takes the next input [turn.whole]', async () => {
  await say('m1');
  const before = await store.load('home', []);
  const failing: Bot = async (_, row) => {
    Object.assign(row?.state ?? {}, { taken: ['spoilt'] });
    throw new Error('the bot failed');
  };
  await expect(say('m2', { bot: failing })).rejects.toThrow('the bot failed');
  expect(await store.load('home', ['activity:m2'])).toEqual(before);
  expect(await lines()).toHaveLength(3);
  expect(await say('m2')).toMatchObject({ repeated: false });
  expect(await say('m3')).toMatchObject({ repeated: false });
  expect(await taken()).toEqual(['m1', 'm2', 'm3']);
});

it('leaves everything as it was when the store fails, and takes the input when it comes again [turn.whole]', async () => {
  const failing = makeEngine({ commit: () => Promise.reject(new Error('disk full')) });
  await expect(say('m1', { by: failing })).rejects.toThrow('disk full');
  expect(await lines()).toEqual([]);
  expect(await say('m1')).toMatchObject({ repeated: false });
});

it('forgets all but the confirmation and where the log goes on [turn.forget, P4]', async () => {
  await say('m1');
  const { row } = await store.load('home', []);
  await say('f', { kind: 'forget' });
  expect(await words()).toEqual(['f', 'forgotten f']);
  expect((await lines()).map((line) => line['id'])).toEqual([4, 5]);
  expect(await store.load('home', ['activity:m1'])).toMatchObject({
    row: { state: null, reference: null, nextPosition: 6 },
    seen: undefined,
  });
  expect((await store.load('home', [])).row?.lastStamp).toBeGreaterThan(row?.lastStamp ?? 0);
  expect(await say('f', { kind: 'forget' })).toMatchObject({ repeated: true });
  await say('m2');
  expect(await taken()).toEqual(['m2']);
});

it('forgets what is still on its way to a remote channel, and still confirms [turn.forget, P4]', async () => {
  await say('m1', { key: 'far', door: 'connector' });
  await say('f', { key: 'far', door: 'connector', kind: 'forget' });
  const [only, ...others] = await store.lease(clock.now(), 1000, 10);
  expect(only).toMatchObject({ activity: { text: 'forgotten f' }, reference: { conversation: 'far' } });
  expect(others).toEqual([]);
  expect((await store.load('far', [])).row?.reference).toBeNull();
});

it('keeps the way to reach a remote conversation when an input does not bring it', async () => {
  await say('m1', { key: 'far', door: 'connector' });
  const reminder = inputOf('connector', 'far', { id: 'r', kind: 'message' }, clock.now());
  await engine.take({ ...reminder, reference: null });
  expect((await store.load('far', [])).row?.reference).toMatchObject({ conversation: 'far' });
});

it('lets the bot know that the person missed a message, until it has run once more [turn.missed]', async () => {
  await say('m1', { key: 'far', door: 'connector' });
  const [message] = await store.lease(clock.now(), 1000, 1);
  if (message) await store.settle(message, { kind: 'dropped' });
  const missed: unknown[] = [];
  const watching: Bot = (said, row) => {
    missed.push(row?.missed);
    return tinyBot(said, row);
  };
  await say('m2', { key: 'far', door: 'connector', bot: watching });
  await say('m3', { key: 'far', door: 'connector', bot: watching });
  expect(missed).toEqual([true, false]);
});

it('is idle when every turn has ended', async () => {
  const turns = ['m1', 'm2'].map((id) => say(id));
  await engine.idle();
  expect(await taken()).toEqual(['m1', 'm2']);
  await Promise.all(turns);
});
