import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTurnEngine } from '../../src/turn/engine.ts';
import { leaseMs, type SendResult } from '../../src/turn/outbox.ts';
import type { TurnInput } from '../../src/turn/turn.ts';
import { createPost, type Post } from '../support/post.ts';
import { createSignal } from '../support/signal.ts';
import { referenceTo } from '../support/tiny-bot.ts';

const minute = 60_000;

/** An input to which so many replies go to a remote channel. */
const chattyInput = (key: string, id: string, count: number, receivedAt: number): TurnInput => ({
  key,
  ids: [id],
  receivedAt,
  reference: referenceTo(key),
  begins: true,
  attempt: async () => ({
    state: null,
    replies: Array.from({ length: count }, (_, index) => ({ text: `${id} ${index + 1}` })),
    forget: false,
  }),
  record: ({ replies }) => ({ answer: null, log: [], outbox: replies }),
});

let { clock, store, channel, outbox, dropped, failures, makeOutbox, write } = {} as Post;

beforeEach(() => {
  ({ clock, store, channel, outbox, dropped, failures, makeOutbox, write } = createPost());
});
afterEach(() => outbox.stop());

describe('delivery', () => {
  it('sends what a turn left as soon as it is woken, in order, each once [turn.delivery-order]', async () => {
    await write('a', 'one', 'two', 'three');
    outbox.wake('a');
    await clock.settle();
    await write('a', 'four');
    outbox.wake('a');
    outbox.wake('a');
    await clock.settle();
    expect(channel.shown()).toEqual(['one', 'two', 'three', 'four']);
    expect(channel.sendings).toHaveLength(4);
    expect(await store.nextDue()).toBeUndefined();
    expect([dropped, failures]).toEqual([[], []]);
  });

  it('sends a message only when the one before it has been answered [turn.delivery-order]', async () => {
    const answer = createSignal();
    const sent: unknown[] = [];
    const slow = makeOutbox({
      send: async ({ activity }) => {
        sent.push(activity['text']);
        await answer.given;
        return { kind: 'delivered' };
      },
    });
    await write('a', 'one', 'two');
    slow.wake('a');
    slow.wake('a');
    await clock.settle();
    expect(sent).toEqual(['one']);
    answer.give();
    await clock.settle();
    expect(sent).toEqual(['one', 'two']);
    await slow.stop();
  });

  it('delivers what a turn left by one write a message: none to lease what the turn leased, none to find nothing', async () => {
    const calls: string[] = [];
    const counted = makeOutbox({
      store: {
        lease: async (...args) => {
          calls.push('lease');
          return store.lease(...args);
        },
        settle: async (...args) => {
          calls.push('settle');
          return store.settle(...args);
        },
      },
    });
    for (const [id, replies] of [
      ['one', 1],
      ['three', 3],
    ] as const) {
      const engine = createTurnEngine({ store, clock, wake: counted.wake, leaseMs });
      await engine.take(chattyInput('a', id, replies, clock.now()));
      await clock.settle();
    }
    expect(channel.shown('a')).toEqual(['one 1', 'three 1', 'three 2', 'three 3']);
    expect(calls).toEqual(Array(4).fill('settle'));
    expect(await store.nextDue()).toBeUndefined();
    await counted.stop();
  });

  it('soon looks behind what another process is delivering, which does not know of it [turn.delivery-resumed]', async () => {
    const answer = createSignal();
    const other = makeOutbox({
      send: async (message): Promise<SendResult> => {
        await answer.given;
        return channel.send(message);
      },
    });
    const first = createTurnEngine({ store, clock, wake: other.wake, leaseMs });
    const second = createTurnEngine({ store, clock, wake: outbox.wake, leaseMs });
    await first.take(chattyInput('a', 'theirs', 1, clock.now()));
    await second.take(chattyInput('a', 'ours', 1, clock.now()));
    answer.give();
    await clock.settle();
    expect(channel.shown('a')).toEqual(['theirs 1']);
    await clock.advance(1000);
    expect(channel.shown('a')).toEqual(['theirs 1', 'ours 1']);
    await other.stop();
  });

  it('does not let one conversation wait for another [turn.side-by-side]', async () => {
    const answer = createSignal();
    const slow = makeOutbox({
      send: async (message): Promise<SendResult> => {
        if (message.key === 'a') await answer.given;
        return channel.send(message);
      },
    });
    await write('a', 'stuck');
    await write('b', 'quick');
    slow.wake('a');
    slow.wake('b');
    await clock.settle();
    expect(channel.shown()).toEqual(['quick']);
    expect(slow.underWay).toBe(1);
    answer.give();
    await slow.stop();
    expect(slow.underWay).toBe(0);
    expect(channel.shown()).toEqual(['quick', 'stuck']);
  });

  it('takes up what came while it was busy with the same conversation', async () => {
    const answer = createSignal();
    const slow = makeOutbox({
      send: async (message): Promise<SendResult> => {
        await answer.given;
        return channel.send(message);
      },
    });
    await write('a', 'one');
    slow.wake('a');
    await clock.settle();
    await write('a', 'two');
    slow.wake('a');
    answer.give();
    await clock.settle();
    expect(channel.shown()).toEqual(['one', 'two']);
    await slow.stop();
  });
});

describe('stopping', () => {
  it('waits for what is under way and takes up nothing more [turn.graceful-stop]', async () => {
    const answer = createSignal();
    const slow = makeOutbox({
      send: async (message): Promise<SendResult> => {
        await answer.given;
        return channel.send(message);
      },
    });
    await write('a', 'one', 'two');
    await write('b', 'other');
    slow.start();
    slow.wake('a');
    await clock.advance(0);
    let stopped = false;
    const stopping = slow.stop().then(() => {
      stopped = true;
    });
    slow.wake('b');
    await clock.settle();
    expect(stopped).toBe(false);
    answer.give();
    await stopping;
    expect(channel.shown('a')).toEqual(['one']);
    expect(clock.next()).toBeUndefined();
    outbox.wake('a');
    await clock.settle();
    expect(channel.shown('a')).toEqual(['one', 'two']);
  });

  it('waits for the other conversations too when one of them meets an error of the store [turn.graceful-stop]', async () => {
    const answer = createSignal();
    const slow = makeOutbox({
      store: {
        settle: async (message, outcome) => {
          if (message.key === 'a') throw new Error('no store');
          return store.settle(message, outcome);
        },
      },
      send: async (message): Promise<SendResult> => {
        if (message.key === 'b') await answer.given;
        return channel.send(message);
      },
    });
    await write('a', 'one');
    await write('b', 'other');
    slow.start();
    await clock.advance(0);
    const stopping = slow.stop();
    answer.give();
    await stopping;
    expect(channel.shown('b')).toEqual(['other']);
    expect(await store.lease(clock.now() + leaseMs, leaseMs, 10)).toMatchObject([{ key: 'a' }]);
    expect(failures).toHaveLength(1);
  });
});

describe('errors of the store', () => {
  it('asks again soon, not at once and not without end, and loses nothing [turn.delivery-resumed]', async () => {
    let asked = 0;
    const broken = { until: clock.now() + 10 * minute };
    const patient = makeOutbox({
      store: {
        lease: async (...args) => {
          asked += 1;
          if (clock.now() < broken.until) throw new Error('no store');
          return store.lease(...args);
        },
      },
    });
    await write('a', 'one', 'two');
    patient.start();
    patient.wake('a');
    await clock.advance(10 * minute);
    expect(asked).toBeLessThan(700);
    await clock.advance(minute);
    expect(channel.shown()).toEqual(['one', 'two']);
    expect(failures.length).toBeGreaterThan(0);
    await patient.stop();
  });

  it('sends once more what it could not settle [turn.doubtful-once-more]', async () => {
    let failing = true;
    const unlucky = makeOutbox({
      store: {
        settle: async (message, outcome) => {
          if (failing) throw new Error('no store');
          return store.settle(message, outcome);
        },
      },
    });
    await write('a', 'one', 'two');
    unlucky.wake('a');
    await clock.settle();
    failing = false;
    await clock.advance(leaseMs + 1000);
    expect(channel.shown()).toEqual(['one', 'one', 'two']);
    await unlucky.stop();
  });
});
