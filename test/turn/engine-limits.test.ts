import { beforeEach, describe, expect, it } from 'vitest';
import { storeUnavailable } from '../../src/store/availability.ts';
import type { TurnWrites } from '../../src/store/store.ts';
import { createTurnEngine } from '../../src/turn/engine.ts';
import type { Waiting } from '../../src/turn/outbox.ts';
import { createTurnQueue } from '../../src/turn/queue.ts';
import { createTalk, type Talk } from '../support/talk.ts';
import { inputOf } from '../support/tiny-bot.ts';

let { store, clock, makeEngine, say, lines } = {} as Talk;

beforeEach(async () => {
  ({ store, clock, makeEngine, say, lines } = await createTalk());
});

/** An error of ours that tells what happened and what to do. */
const telling = (code: string) =>
  expect.objectContaining({ code, message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) });

describe('the patience of a turn', () => {
  /** An engine whose store cannot serve for so long, in ms. */
  const awayFor = (ms: number) => {
    const back = clock.now() + ms;
    return makeEngine({
      load: (...args) =>
        clock.now() < back ? Promise.reject(storeUnavailable('away')) : store.load(...args),
    });
  };

  it('lasts for eight seconds of a store that cannot serve [turn.whole]', async () => {
    const waiting = say('m1', { by: awayFor(7_000) });
    await clock.advance(8_000);
    expect(await waiting).toMatchObject({ repeated: false });
  });

  it('ends then, with nothing written [turn.whole]', async () => {
    const given = expect(say('m1', { by: awayFor(20_000) })).rejects.toEqual(telling('StoreUnavailable'));
    await clock.advance(8_000);
    await given;
    expect(await lines()).toEqual([]);
  });

  it('lasts for ten attempts at a row that moves [turn.conflict]', async () => {
    const conflicts = (count: number) => {
      let left = count;
      return makeEngine({ commit: async (writes) => (left-- > 0 ? 'conflict' : store.commit(writes)) });
    };
    expect(await say('m1', { by: conflicts(9) })).toMatchObject({ repeated: false });
    await expect(say('m2', { by: conflicts(10) })).rejects.toEqual(telling('TurnConflict'));
  });

  it('says what to do when the conversation is not known, and when too many wait [turn.unknown] [turn.busy]', async () => {
    await expect(say('m1', { key: 'nowhere' })).rejects.toEqual(telling('ConversationUnknown'));
    await expect(say('m1', { by: makeEngine({}, 0) })).rejects.toEqual(telling('ConversationBusy'));
  });

  it('lets fifty inputs of one conversation wait, unless told another number [turn.busy]', async () => {
    const queue = createTurnQueue();
    const results = await Promise.allSettled(
      Array.from({ length: 51 }, () => queue.run('a', async () => 'done')),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: telling('ConversationBusy') });
  });
});

describe('what a turn leaves to deliver', () => {
  const leaseMs = 30_000;
  let woken: [string, Waiting | undefined][];
  const sayBy = (id: string, more: Parameters<Talk['say']>[1] = {}, lease: number | undefined = leaseMs) => {
    const wake = (key: string, waiting?: Waiting) => woken.push([key, waiting]);
    return say(id, {
      ...more,
      by: createTurnEngine({ store, clock, wake, ...(lease && { leaseMs: lease }) }),
    });
  };
  const far = { key: 'far', door: 'connector' } as const;

  beforeEach(() => {
    woken = [];
  });

  it('to a remote channel begins with a message under lease, and tells that more follow [turn.once]', async () => {
    await sayBy('m1', far);
    expect(woken).toEqual([
      [
        'far',
        {
          leased: {
            key: 'far',
            position: 1,
            activity: expect.objectContaining({ text: 'm1 is number 1' }),
            reference: expect.objectContaining({ conversation: 'far' }),
            doubtful: 0,
            refused: 0,
            queuedAt: clock.now(),
            leasedUntil: clock.now() + leaseMs,
          },
          more: true,
        },
      ],
    ]);
    expect(await store.lease(clock.now(), leaseMs, 10)).toEqual([]);
  });

  it('is told as more only where older ones stand before it, or without a lease [turn.once]', async () => {
    await sayBy('m1', far);
    await sayBy('m2', far);
    expect(woken.at(-1)).toEqual(['far', { more: true }]);
    await sayBy('m3', { key: 'further', door: 'connector' }, 0);
    expect(woken.at(-1)).toEqual(['further', { more: true }]);
    expect(await store.lease(clock.now(), leaseMs, 10)).toMatchObject([{ key: 'further' }]);
  });

  it('to our own channels is nothing [turn.once]', async () => {
    await sayBy('m1');
    expect(woken).toEqual([['home', { more: false }]]);
  });

  it('is not told of when the input came before, nor when the bot has nothing to say to it [turn.once]', async () => {
    await sayBy('m1');
    await sayBy('m1');
    expect(woken.at(-1)).toEqual(['home', undefined]);
    expect(await sayBy('m2', { bot: async () => undefined })).toEqual({ answer: null, repeated: false });
    expect(woken).toHaveLength(2);
  });
});

describe('what a turn writes', () => {
  /** The writes of a first turn whose record has so many lines for the log and for the outbox. */
  const written = async (kind: 'message' | 'remind', log: number, outbox: number) => {
    const all: { writes: TurnWrites; waiting: Waiting | undefined }[] = [];
    let writes: TurnWrites | undefined;
    const engine = createTurnEngine({
      store: {
        ...store,
        commit: async (given) => {
          writes = given;
          return 'committed';
        },
      },
      clock,
      leaseMs: 30_000,
      wake: (_, waiting) => writes && all.push({ writes, waiting }),
    });
    const lines = (count: number) => Array.from({ length: count }, () => ({ type: 'message' }));
    const record = () => ({ answer: null, log: lines(log), outbox: lines(outbox) });
    await engine.take({ ...inputOf('connector', 'far', { id: 'm1', kind }, clock.now()), record });
    return all[0];
  };

  it('is numbered on from the log to what is to be delivered [turn.stamps]', async () => {
    const turn = await written('message', 2, 2);
    expect(turn?.writes).toMatchObject({
      nextPosition: 5,
      lastStamp: clock.now() + 3,
      log: [{ position: 1 }, { position: 2 }],
      outbox: [{ position: 3 }, { position: 4 }],
    });
    expect(turn?.waiting).toMatchObject({ leased: { position: 3 }, more: true });
    expect((await written('message', 0, 1))?.waiting).toMatchObject({ leased: { position: 1 }, more: false });
  });

  it('moves neither number nor time when there is nothing to write down [turn.stamps]', async () => {
    expect((await written('message', 0, 0))?.writes).toMatchObject({ nextPosition: 1, lastStamp: 0 });
  });

  it('holds when to remind, and only where the turn says so [reminder.durable]', async () => {
    const remindAt = clock.now() + 45_000;
    expect((await written('remind', 0, 1))?.writes).toMatchObject({ remindAt });
    expect((await written('message', 0, 1))?.writes).not.toHaveProperty('remindAt');
  });
});
