import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delivers, ends, losesTrack, refuses, refusesUntil, rejects } from '../support/fake-channel.ts';
import { createPost, type Post } from '../support/post.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

let { clock, store, channel, outbox, dropped, failures, makeOutbox, write, missed } = {} as Post;

beforeEach(() => {
  ({ clock, store, channel, outbox, dropped, failures, makeOutbox, write, missed } = createPost());
});
afterEach(async () => {
  await outbox.stop();
  expect(failures).toEqual([]);
});

const send = async (key: string, ...texts: string[]): Promise<void> => {
  await write(key, ...texts);
  outbox.wake(key);
  await clock.settle();
};

describe('a channel that refuses (429, no connection)', () => {
  it('loses nothing, doubles nothing and keeps the order [turn.refused-again, turn.delivery-order]', async () => {
    channel.next(refuses, refuses, refuses, delivers, refuses, delivers);
    await send('a', 'one', 'two', 'three');
    await send('a', 'four');
    expect(channel.shown()).toEqual([]);
    await clock.advance(minute);
    expect(channel.shown()).toEqual(['one', 'two', 'three', 'four']);
    expect(dropped).toEqual([]);
  });

  it('is asked again after the time it named, not before [turn.refused-again]', async () => {
    channel.next(refusesUntil(7 * second));
    await send('a', 'one', 'two');
    await clock.advance(7 * second - 1);
    expect(channel.sendings).toHaveLength(1);
    await clock.advance(1);
    expect(channel.shown()).toEqual(['one', 'two']);
  });

  it('is asked ever less often, up to once a minute, and not in step with others [turn.refused-again]', async () => {
    const times: number[] = [];
    const start = clock.now();
    channel.always(() => {
      times.push(clock.now() - start);
      return refuses;
    });
    await send('a', 'one');
    await clock.advance(5 * minute);
    const waits = times.map((time, index) => (time - (times[index - 1] ?? 0)) / second);
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);

    const other = makeOutbox({ random: () => 0 });
    await outbox.stop();
    times.length = 0;
    await write('b', 'one');
    const before = clock.now();
    other.wake('b');
    await clock.advance(second / 2);
    expect(times.map((time) => time + start - before)).toEqual([0, second / 2]);
    await other.stop();
  });

  it('does not hold up the other conversations [turn.side-by-side]', async () => {
    channel.always(({ key }) => (key === 'a' ? refuses : delivers));
    await send('a', 'one');
    await send('b', 'two');
    expect(channel.shown()).toEqual(['two']);
  });

  it('is given up after an hour, and the row remembers it [turn.patience, turn.missed]', async () => {
    channel.always(() => refuses);
    await send('a', 'one');
    await clock.advance(30 * minute);
    await send('a', 'two');
    await clock.advance(30 * minute - second);
    expect([dropped, await missed('a')]).toEqual([[], false]);
    await clock.advance(minute + second);
    expect([dropped, await missed('a')]).toEqual([['one: tooOld'], true]);
    channel.always(() => delivers);
    await clock.advance(2 * minute);
    expect(channel.shown()).toEqual(['two']);
    expect(await missed('a')).toBe(true);
    await write('a', 'three');
    expect(await missed('a')).toBe(false);
  });

  it('is not asked at all for what lay too long before a process came [turn.patience]', async () => {
    await write('a', 'one');
    await clock.advance(hour);
    await write('a', 'two');
    outbox.start();
    await clock.advance(0);
    expect(channel.sendings).toHaveLength(1);
    expect(channel.shown()).toEqual(['two']);
    expect(dropped).toEqual(['one: tooOld']);
  });
});

describe('a channel whose answer is unknown (5xx, time-out, reset)', () => {
  it.each([true, false])(
    'gets the message once more, never a third time (it had arrived: %s) [turn.doubtful-once-more]',
    async (arrives) => {
      channel.next(losesTrack(arrives), losesTrack(arrives));
      await send('a', 'one', 'two');
      expect(channel.sendings).toHaveLength(1);
      await clock.advance(hour);
      expect(channel.shown()).toEqual(arrives ? ['one', 'one', 'two'] : ['two']);
      expect(channel.sendings).toHaveLength(3);
      expect(dropped).toEqual(['one: doubtful']);
      expect(await missed('a')).toBe(true);
    },
  );

  it('has the message at the second try, before the ones behind it [P5, turn.doubtful-once-more]', async () => {
    channel.next(losesTrack(false));
    await send('a', 'one', 'two');
    await clock.advance(second);
    expect(channel.shown()).toEqual(['one', 'two']);
    expect(await missed('a')).toBe(false);
  });

  it('may refuse in between, which does not count [turn.doubtful-once-more, turn.refused-again]', async () => {
    channel.next(refuses, losesTrack(false), refuses, refuses, delivers);
    await send('a', 'one', 'two');
    await clock.advance(minute);
    expect(channel.shown()).toEqual(['one', 'two']);
    expect(dropped).toEqual([]);
  });
});

describe('a channel that says no', () => {
  it('loses the one message it will not take, and gets the rest [turn.rejected, turn.missed]', async () => {
    channel.next(delivers, rejects);
    await send('a', 'one', 'two', 'three');
    expect(channel.shown()).toEqual(['one', 'three']);
    expect(dropped).toEqual(['two: rejected']);
    expect(await missed('a')).toBe(true);
  });

  it('gets nothing more once it ended the conversation, until the person comes again [turn.reference-ended]', async () => {
    channel.next(delivers, ends);
    await send('a', 'one', 'two', 'three');
    await send('b', 'other');
    await clock.advance(hour);
    expect(channel.shown('a')).toEqual(['one']);
    expect(channel.sendings).toHaveLength(3);
    expect((await store.load('a', [])).row).toMatchObject({ reference: null, missed: true });
    expect(channel.shown('b')).toEqual(['other']);
    await send('a', 'four');
    expect(channel.shown('a')).toEqual(['one', 'four']);
  });
});
