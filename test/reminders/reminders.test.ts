import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { createReminders, type Reminders, type RemindersOptions } from '../../src/reminders/reminders.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine, type TurnEngine } from '../../src/turn/engine.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { createSignal } from '../support/signal.ts';
import { type Door, inputOf, type Kind } from '../support/tiny-bot.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** When the tiny bot reminds. */
const due = 45 * second;

let clock: FakeClock;
let store: Store;
let engine: TurnEngine;
let running: Reminders[];
let failures: unknown[];
let dropped: string[];

beforeEach(() => {
  clock = createFakeClock();
  store = createMemoryStore(clock);
  engine = createTurnEngine({ store, clock, wake: () => undefined });
  running = [];
  failures = [];
  dropped = [];
});
afterEach(() => Promise.all(running.map((one) => one.stop())));

/** One process's reminders over the shared store, begun. */
function start(over: Partial<RemindersOptions> = {}): Reminders {
  const reminders = createReminders({
    store,
    clock,
    random: () => 1,
    take: engine.take,
    turnOf: (key, now) => inputOf('connector', key, { id: '', kind: 'reminder' }, now),
    dropped: ({ key, tries }) => dropped.push(`${key} after ${tries}`),
    failed: (error) => failures.push(error),
    ...over,
  });
  running.push(reminders);
  reminders.start();
  return reminders;
}

let said = 0;
const say = (key: string, kind: Kind, door: Door = 'connector') => {
  said += 1;
  return engine.take(inputOf(door, key, { id: `${kind}-${said}`, kind }, clock.now()));
};

/** How often the person was reminded, by what is on its way to them. */
async function given(key: string): Promise<number> {
  let count = 0;
  for (;;) {
    const [message] = await store.lease(clock.now(), 1, 1, key);
    if (!message) return count;
    if (String(message.activity['text']).startsWith('reminder of')) count += 1;
    await store.settle(message, { kind: 'delivered' });
  }
}

const failing = async (): Promise<never> => {
  throw new Error('the turn failed');
};

describe('a reminder', () => {
  it('is given when it is due, to the second, and never again [reminder.turn]', async () => {
    start();
    await clock.advance(7 * second);
    await say('a', 'remind');
    await clock.advance(due - second);
    expect(await given('a')).toBe(0);
    await clock.advance(second);
    expect(await given('a')).toBe(1);
    await clock.advance(hour);
    expect(await given('a')).toBe(0);
    expect(await store.nextReminder()).toBeUndefined();
  });

  it('that fell due while no process was there is given at the next start [reminder.durable]', async () => {
    await say('a', 'remind');
    await clock.advance(hour);
    start();
    await clock.advance(0);
    expect(await given('a')).toBe(1);
  });

  it('is given though many are due at once [reminder.turn]', async () => {
    for (let index = 0; index < 70; index += 1) await say(`conversation ${index}`, 'remind');
    await clock.advance(hour);
    start();
    await clock.advance(second);
    for (let index = 0; index < 70; index += 1) expect(await given(`conversation ${index}`)).toBe(1);
  });

  it.each(['stop', 'forget'] as const)('is taken back by “%s” [reminder.lapses]', async (kind) => {
    start();
    await say('a', 'remind');
    await say('a', kind);
    expect(await store.nextReminder()).toBeUndefined();
    await clock.advance(hour);
    expect(await given('a')).toBe(0);
  });

  it('says nothing where a turn has taken it back while it was leased [reminder.lapses]', async () => {
    const reached = createSignal();
    const goOn = createSignal();
    start({
      take: async (input) => {
        reached.give();
        await goOn.given;
        return engine.take(input);
      },
    });
    await say('a', 'remind');
    await clock.advance(due);
    await reached.given;
    await say('a', 'stop');
    goOn.give();
    await clock.advance(hour);
    expect(await given('a')).toBe(0);
    expect(await store.nextReminder()).toBeUndefined();
  });

  it('leaves the row as it was where it means nothing [reminder.lapses]', async () => {
    await say('a', 'message');
    const before = await store.load('a', []);
    const outcome = await engine.take(inputOf('connector', 'a', { id: '', kind: 'reminder' }, clock.now()));
    expect(outcome).toEqual({ answer: null, repeated: false });
    expect(await store.load('a', [])).toEqual(before);
  });
});

describe('several servers', () => {
  it('give a reminder once, and each of many once [reminder.once, P5]', async () => {
    for (const _ of [1, 2, 3]) start();
    for (let index = 0; index < 30; index += 1) await say(`conversation ${index}`, 'remind');
    await clock.advance(hour);
    for (let index = 0; index < 30; index += 1) expect(await given(`conversation ${index}`)).toBe(1);
  });

  it('take over from one that died with the lease [reminder.claimed, reminder.once]', async () => {
    start({ take: () => new Promise(() => undefined) });
    running.pop();
    await say('a', 'remind');
    await clock.advance(due);
    start();
    await clock.advance(59 * second);
    expect(await given('a')).toBe(0);
    await clock.advance(31 * second);
    expect(await given('a')).toBe(1);
  });

  it('let one that slept through its lease say nothing when it wakes [reminder.once]', async () => {
    const waking = createSignal();
    start({
      take: async (input) => {
        await waking.given;
        return engine.take(input);
      },
    });
    await say('a', 'remind');
    await clock.advance(due);
    start();
    await clock.advance(2 * minute);
    expect(await given('a')).toBe(1);
    waking.give();
    await clock.advance(hour);
    expect(await given('a')).toBe(0);
  });
});

describe('a turn that fails', () => {
  it('is tried again with growing pauses, until it succeeds [reminder.claimed]', async () => {
    const at: number[] = [];
    start({
      take: async (input) => {
        at.push(clock.now());
        return at.length < 4 ? await failing() : engine.take(input);
      },
    });
    await say('a', 'remind');
    await clock.advance(hour);
    expect(at.map((time, index) => time - (at[index - 1] ?? time))).toEqual(
      [0, 30, 60, 120].map((s) => s * second),
    );
    expect(failures).toHaveLength(3);
    expect(await given('a')).toBe(1);
    expect(dropped).toEqual([]);
  });

  it('is given up after ten tries, which is told [reminder.claimed]', async () => {
    start({ take: failing });
    await say('a', 'remind');
    await clock.advance(6 * hour);
    expect(failures).toHaveLength(10);
    expect(dropped).toEqual(['a after 10']);
    expect(await store.nextReminder()).toBeUndefined();
  });

  it('does not hold up the reminders of others [turn.side-by-side]', async () => {
    start({ take: async (input) => (input.key === 'a' ? await failing() : engine.take(input)) });
    await say('a', 'remind');
    await say('b', 'remind');
    await clock.advance(due);
    expect(await given('b')).toBe(1);
  });

  it('is over when there is no such conversation any more', async () => {
    start({
      take: async () => {
        throw new LatchkeyError('ConversationUnknown', 'There is none.', 'Begin anew.');
      },
    });
    await say('a', 'remind');
    await clock.advance(hour);
    expect(failures).toEqual([]);
    expect(await store.nextReminder()).toBeUndefined();
  });

  it('is not run at all when ten processes died of it, which is told [reminder.claimed]', async () => {
    await say('a', 'remind');
    await clock.advance(due);
    for (let tries = 0; tries < 10; tries += 1) {
      await store.leaseReminders(clock.now(), minute, 1);
      await clock.advance(minute);
    }
    start();
    await clock.advance(hour);
    expect(dropped).toEqual(['a after 11']);
    expect(await given('a')).toBe(0);
  });
});

it('goes on when the store fails, after a moment', async () => {
  let broken = true;
  const leaseReminders: Store['leaseReminders'] = async (...args) => {
    if (broken) throw new Error('the store is away');
    return store.leaseReminders(...args);
  };
  await say('a', 'remind');
  await clock.advance(due);
  start({ store: { ...store, leaseReminders } });
  await clock.advance(0);
  broken = false;
  expect(failures).toHaveLength(1);
  await clock.advance(second);
  expect(await given('a')).toBe(1);
});

it('stops when asked: begins no turn more, and waits for the one under way [turn.graceful-stop]', async () => {
  const goOn = createSignal();
  const reminders = start({
    take: async (input) => {
      await goOn.given;
      return engine.take(input);
    },
  });
  await say('a', 'remind');
  await clock.advance(due);
  const stopped = reminders.stop();
  goOn.give();
  await stopped;
  expect(await given('a')).toBe(1);
  await say('b', 'remind');
  await clock.advance(hour);
  expect(await given('b')).toBe(0);
});
