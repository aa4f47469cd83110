import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { type Fault, type Script, simulate, unhindered } from '../support/simulation.ts';
import { checkConversation } from '../support/simulation-check.ts';
import { type Door, scriptOf } from '../support/tiny-bot.ts';

/**
 * Every failpoint, every time it is passed, for every kind of input: the process dies there, or the call fails there.
 * What comes of it is held against the model after everybody who was not answered has sent again.
 */

type OpenStore = (clock: Clock) => Promise<Store>;

const openModel: OpenStore = async (clock) => createMemoryStore(clock);

const stores: Record<string, OpenStore> = {
  'the model': openModel,
  SQLite: (clock) => openStore('sqlite::memory:', clock),
};

/** A short talk with the tested kind of input in the middle of it. */
const talks = {
  message: [{ id: 'x', kind: 'message' }],
  welcome: [{ id: 'x', kind: 'welcome' }],
  'second welcome': [
    { id: 'w', kind: 'welcome' },
    { id: 'x', kind: 'welcome' },
  ],
  stop: [{ id: 'x', kind: 'stop' }],
  forget: [{ id: 'x', kind: 'forget' }],
  remind: [{ id: 'x', kind: 'remind' }],
  duplicate: [
    { id: 'x', kind: 'message', copies: 3 },
    { id: 'x', kind: 'message' },
  ],
} as const;

const doors: readonly Door[] = ['embedded', 'connector'];

const run = async (
  script: Script,
  open: OpenStore,
  fault: (point: string, count: number) => Fault | undefined,
): Promise<void> => {
  const aftermath = await simulate({
    openStore: open,
    scripts: [script],
    processes: 1,
    interleaving: unhindered,
    fault,
  });
  await checkConversation(script, aftermath);
  await aftermath.store.close();
};

/** The failpoints that a talk passes when nothing goes wrong, in order. */
const pointsOf = async (script: Script, open: OpenStore): Promise<string[]> => {
  const points: string[] = [];
  await run(script, open, (point) => {
    points.push(point);
    return undefined;
  });
  return points;
};

const scriptFor = (door: Door, kind: keyof typeof talks): Script =>
  scriptOf(
    door,
    'talk',
    [{ id: 'before', kind: 'message' }, ...talks[kind], { id: 'after', kind: 'message' }],
    // Time for the outbox to look round in between.
    { pauseMs: 1000 },
  );

const around = (...calls: string[]): string[] => calls.flatMap((call) => [`${call}.after`, `${call}.before`]);

it.each(doors)('passes the failpoints around every call to the store and the channel (%s)', async (door) => {
  const points = await pointsOf(scriptFor(door, 'message'), openModel);
  const looks = around('store.lease', 'store.nextDue', 'store.leaseReminders', 'store.nextReminder');
  const store = [...looks, ...around('store.commit', 'store.load')];
  const delivery = around('channel.send', 'store.settle');
  expect([...new Set(points)].sort()).toEqual((door === 'embedded' ? store : [...store, ...delivery]).sort());
});

describe.each(Object.entries(stores))('on %s', (_, open) => {
  describe.each(doors)('by way of %s', (door) => {
    it.each(Object.keys(talks) as (keyof typeof talks)[])(
      'a crash or an error at any failpoint loses nothing, doubles nothing and leaves no half turn: %s [P5, reminder.once, turn.whole, turn.once]',
      async (kind) => {
        const script = scriptFor(door, kind);
        const points = await pointsOf(script, open);
        expect(points.length).toBeGreaterThan(15);
        for (const [index, point] of points.entries()) {
          for (const fault of ['crash', 'error'] as const) {
            // A channel says what became of a sending; it never throws.
            if (fault === 'error' && point.startsWith('channel.')) continue;
            const hit: string[] = [];
            await run(script, open, (passed, count) => {
              if (count !== index + 1) return undefined;
              hit.push(passed);
              return fault;
            }).catch((error: unknown) => {
              throw new Error(`${fault} at failpoint ${index + 1}, ${point}: ${error}`, { cause: error });
            });
            expect(hit).toEqual([point]);
          }
        }
      },
      60_000,
    );
  });
});
