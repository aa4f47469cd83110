import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  delivers,
  type Handling,
  losesTrack,
  refuses,
  refusesUntil,
  rejects,
} from '../support/fake-channel.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { assertReplayable, runsFrom } from '../support/replayable.ts';
import { seededInterleaving } from '../support/seeded-interleaving.ts';
import { type Fault, type Script, simulate } from '../support/simulation.ts';
import { checkConversation } from '../support/simulation-check.ts';
import { type Door, type Kind, scriptOf } from '../support/tiny-bot.ts';

/**
 * People talk in several conversations, one or two processes serve them, whose calls interleave as fast-check decides,
 * processes die and calls fail at points it draws, the channel misbehaves. SIM_RUNS=10000 looks further.
 */

const stores: Record<string, { readonly open: (clock: Clock) => Promise<Store>; readonly runs: number }> = {
  'the model': { open: async (clock) => createMemoryStore(clock), runs: 200 },
  SQLite: { open: (clock) => openStore('sqlite::memory:', clock), runs: 100 },
};

interface Drawn {
  readonly door: Door;
  readonly said: readonly {
    readonly kind: Kind;
    readonly copies: number;
    readonly again: number | undefined;
  }[];
  readonly atOnce: boolean;
  readonly pauseMs: number;
}

const talk: fc.Arbitrary<Drawn> = fc.record({
  door: fc.constantFrom<Door>('embedded', 'connector'),
  said: fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 5, arbitrary: fc.constant<Kind>('message') },
        { weight: 3, arbitrary: fc.constantFrom<Kind>('welcome', 'stop', 'forget', 'remind') },
      ),
      copies: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(2) }),
      // How far back the input stands that is sent once more after this one.
      again: fc.option(fc.nat(3), { nil: undefined, freq: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  atOnce: fc.boolean(),
  pauseMs: fc.constantFrom(0, 500, 40_000),
});

/**
 * The script of a drawn talk. What was said before everything was forgotten is not sent once more after it: nobody is
 * left who could know it again.
 */
function scriptOfDrawn({ door, said, atOnce, pauseMs }: Drawn, index: number): Script {
  const inputs = said.flatMap(({ kind, copies, again }, position) => {
    const own = { id: `${kind}-${position}`, kind, copies };
    if (again === undefined) return [own];
    const earlier = Math.max(0, position - again);
    const forgotten = said.slice(earlier + 1, position + 1).some((between) => between.kind === 'forget');
    const repeated = said[earlier];
    if (forgotten || !repeated) return [own];
    return [own, { id: `${repeated.kind}-${earlier}`, kind: repeated.kind, copies: 1 }];
  });
  return scriptOf(door, `${door} ${index}`, inputs, { atOnce, pauseMs });
}

const faults = fc.array(fc.record({ at: fc.nat(250), fault: fc.constantFrom<Fault>('crash', 'error') }), {
  maxLength: 5,
});

const handlings = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(delivers) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Handling>(
        refuses,
        refusesUntil(90_000),
        losesTrack(true),
        losesTrack(false),
        rejects,
      ),
    },
  ),
  { maxLength: 20 },
);

/** Endless, from a few drawn numbers. */
function* cycle(numbers: readonly number[]): Generator<number, never> {
  for (;;) yield* numbers;
}

describe.each(Object.entries(stores))('on %s', (name, { open, runs }) => {
  it.each([1, 2])(
    'nothing is lost, doubled, out of order or half done, with %s at work [P5, reminder.once, turn.once, turn.order, turn.whole, turn.conflict]',
    async (processes) => {
      const property = fc.asyncProperty(
        fc.scheduler(),
        fc.array(talk, { minLength: 1, maxLength: 3 }),
        faults,
        handlings,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
        async (scheduler, talks, planned, handled, batches) => {
          const scripts = talks.map(scriptOfDrawn);
          const aftermath = await simulate({
            openStore: open,
            scripts,
            processes,
            interleaving: seededInterleaving(scheduler, cycle(batches)),
            fault: (point, count) => {
              const drawn = planned.find(({ at }) => at === count)?.fault;
              // A channel says what became of a sending; it never throws.
              return drawn === 'error' && point.startsWith('channel.') ? 'crash' : drawn;
            },
            channel: (channel) => channel.next(...handled),
          });
          for (const script of scripts) await checkConversation(script, aftermath);
          await aftermath.store.close();
        },
      );
      await assertReplayable(property, runsFrom(process.env, runs), {
        file: 'test/turn/simulation.test.ts',
        title: `on ${name} nothing is lost, doubled, out of order or half done, with ${processes} at work`,
      });
    },
    600_000,
  );
});
