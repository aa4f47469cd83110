import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { checkOnce, checkTalk } from '../support/crash-check.ts';
import { type Outcome, runTalk, type Setting } from '../support/crash-run.ts';
import { type CrashTalk, crashTalks, type Door } from '../support/crash-talks.ts';
import type { Moment } from '../support/crash-world.ts';
import { createMemoryStore } from '../support/memory-store.ts';

/**
 * The real bot behind the real channels, for every kind of input: the process dies, or a call fails, at each failpoint
 * that the input passes, each time that it is passed. What comes of it must be what an undisturbed talk comes to.
 */

const file = 'test/turn/real-bot.test.ts';
const settings: Record<string, Omit<Setting, 'door'>> = {
  // Teams repeats after 15 seconds and more; by then a lease of the dead process still stands.
  'the model': {
    openStore: async (clock) => createMemoryStore(clock),
    againAfterMs: 20_000,
    betweenMs: 25_000,
  },
  // A person who repeats at once, and then goes on before the lease of the dead process has ended.
  SQLite: {
    openStore: (clock) => openStore('sqlite::memory:', clock),
    againAfterMs: 0,
    betweenMs: 2_000,
  },
};

function settingOf(onStore: string): Omit<Setting, 'door'> {
  const setting = settings[onStore];
  if (!setting) throw new Error(`no store ${onStore}`);
  return setting;
}

/** `CRASH_AT`, such as `crash store.commit.after 1`, tries that moment alone. */
const only = process.env['CRASH_AT'];
const nameOf = ({ fault, point, pass }: Moment): string => `${fault} ${point} ${pass}`;

function momentsOf({ passes }: Outcome, onStore: string): Moment[] {
  const moments = [...passes].flatMap(([point, times]) =>
    Array.from({ length: times }, (_, index) => index + 1).flatMap((pass): Moment[] => [
      { fault: 'crash', point, pass },
      // A connector says what became of a sending and never throws; and what a store answers, it answers on both.
      ...(onStore === 'the model' && point.startsWith('store.')
        ? [{ fault: 'error' as const, point, pass }]
        : []),
    ]),
  );
  return moments.filter((moment) => only === undefined || nameOf(moment) === only);
}

async function disturb(talk: CrashTalk, door: Door, onStore: string, title: string): Promise<void> {
  const setting: Setting = { ...settingOf(onStore), door };
  const once = await runTalk(talk, setting, {});
  checkOnce(talk, door, once);
  const late =
    setting.againAfterMs > 0 ? [await runTalk(talk, setting, { lateMs: setting.againAfterMs })] : [];
  const repeated = await runTalk(talk, setting, { repeats: true });
  checkTalk(talk, undefined, repeated, [once]);
  const moments = momentsOf(repeated, onStore);
  expect(moments.length).toBeGreaterThan(0);
  for (const moment of moments) {
    try {
      checkTalk(talk, moment, await runTalk(talk, setting, { moment, repeats: true }), [once, ...late]);
    } catch (error) {
      const again = `CRASH_AT='${nameOf(moment)}' npx vitest run ${file} -t '${title}'`;
      throw new Error(
        `${moment.fault} at ${moment.point}, passed for the ${moment.pass}. time: ${error}\nRepeat with: ${again}`,
        { cause: error },
      );
    }
  }
}

describe.each(Object.keys(settings))('on %s', (onStore) => {
  describe.each(Object.keys(crashTalks) as Door[])('by way of %s', (door) => {
    it.each(Object.entries(crashTalks[door]))(
      '%s: once, whole and in order, wherever the process dies [P5, P6, turn.once, turn.order, turn.whole, turn.durable, turn.delivery-order, turn.delivery-resumed]',
      async (name, talk) => {
        await disturb(talk, door, onStore, `on ${onStore} by way of ${door} ${name}: once`);
      },
      60_000,
    );
  });
});
