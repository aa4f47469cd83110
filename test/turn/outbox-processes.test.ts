import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delivers, losesTrack } from '../support/fake-channel.ts';
import { createPost, type Post } from '../support/post.ts';
import { createSignal } from '../support/signal.ts';

const minute = 60_000;
const leaseMs = 30_000;

let { clock, store, channel, outbox, dropped, makeOutbox, write, missed } = {} as Post;

beforeEach(() => {
  ({ clock, store, channel, outbox, dropped, makeOutbox, write, missed } = createPost());
});
afterEach(() => outbox.stop());

describe('other processes', () => {
  it('delivers each message once when two processes are woken for it [P5]', async () => {
    const second = makeOutbox();
    await write('a', 'one', 'two', 'three');
    outbox.wake('a');
    second.wake('a');
    await clock.settle();
    expect(channel.shown()).toEqual(['one', 'two', 'three']);
    await second.stop();
  });

  it('takes up at its start what an earlier life has left, whatever the number [P6, turn.delivery-resumed]', async () => {
    for (let index = 0; index < 50; index += 1) await write(`conversation ${index}`, 'one', 'two');
    outbox.start();
    await clock.advance(0);
    expect(channel.sendings).toHaveLength(100);
    for (let index = 0; index < 50; index += 1) {
      expect(channel.shown(`conversation ${index}`)).toEqual(['one', 'two']);
    }
  });

  it('finds what another process has left without a word [turn.delivery-resumed]', async () => {
    outbox.start();
    await clock.advance(minute);
    await write('a', 'one', 'two');
    await clock.advance(leaseMs);
    expect(channel.shown()).toEqual(['one', 'two']);
  });

  it('sends once more what was being sent when its process died [P5, turn.doubtful-once-more]', async () => {
    const dying = makeOutbox({ send: () => new Promise(() => undefined) });
    await write('a', 'one', 'two');
    dying.wake('a');
    await clock.settle();
    outbox.start();
    await clock.advance(leaseMs - 1);
    expect(channel.sendings).toEqual([]);
    await clock.advance(1);
    expect(channel.shown()).toEqual(['one', 'two']);
    expect(channel.sendings.map(({ doubtful }) => doubtful)).toEqual([1, 0]);
  });

  it('does not send a third time what two processes died of [turn.doubtful-once-more]', async () => {
    await write('a', 'one', 'two');
    for (const _ of [1, 2]) {
      const dying = makeOutbox({ send: () => new Promise(() => undefined) });
      dying.wake('a');
      await clock.advance(leaseMs);
    }
    outbox.start();
    await clock.advance(0);
    expect(channel.shown()).toEqual(['two']);
    expect(dropped).toEqual(['one: doubtful']);
    expect(await missed('a')).toBe(true);
  });

  it('lets a process that slept through its lease change nothing [P5]', async () => {
    const waking = createSignal();
    const asleep = makeOutbox({
      send: async () => {
        await waking.given;
        return { kind: 'referenceEnded' };
      },
    });
    await write('a', 'one', 'two');
    asleep.wake('a');
    await clock.advance(leaseMs);
    channel.next(losesTrack(true), delivers);
    outbox.wake('a');
    await clock.settle();
    waking.give();
    await asleep.stop();
    await clock.advance(minute);
    expect(channel.shown()).toEqual(['one', 'two']);
    expect((await store.load('a', [])).row?.reference).not.toBeNull();
  });
});
