import { describe, expect, it } from 'vitest';
import { checkOnce, checkTalk } from './crash-check.ts';
import type { Fault } from './crash-life.ts';
import { type Outcome, runTalk, type Setting } from './crash-run.ts';
import { type CrashTalk, crashTalks, type Door } from './crash-talks.ts';
import type { Moment } from './crash-world.ts';

/** `CRASH_AT`, such as `crash store.commit.after 1`, tries that moment alone. */
const only = process.env['CRASH_AT'];
const nameOf = ({ fault, point, pass }: Moment): string => `${fault} ${point} ${pass}`;

function momentsOf({ passes }: Outcome, faults: readonly Fault[]): Moment[] {
  const moments = [...passes].flatMap(([point, times]) =>
    Array.from({ length: times }, (_, index) => index + 1).flatMap((pass) =>
      faults
        // A connector says what became of a sending; it never throws.
        .filter((fault) => fault === 'crash' || point.startsWith('store.'))
        .map((fault): Moment => ({ fault, point, pass })),
    ),
  );
  return moments.filter((moment) => only === undefined || nameOf(moment) === only);
}

async function disturb(
  talk: CrashTalk,
  setting: Setting,
  faults: readonly Fault[],
  oneIn: number,
  command: string,
): Promise<void> {
  const once = await runTalk(talk, setting, {});
  checkOnce(talk, setting.door, once);
  const late =
    setting.againAfterMs > 0 ? [await runTalk(talk, setting, { lateMs: setting.againAfterMs })] : [];
  const repeated = await runTalk(talk, setting, { repeats: true });
  checkTalk(talk, undefined, repeated, [once]);
  const all = momentsOf(repeated, faults);
  // Another share of them in each talk, so that all kinds of moments have their turn.
  const moments = all.filter((_, index) => (index + command.length) % Math.min(oneIn, all.length) === 0);
  expect(moments.length).toBeGreaterThan(0);
  for (const moment of moments) {
    try {
      checkTalk(talk, moment, await runTalk(talk, setting, { moment, repeats: true }), [once, ...late]);
    } catch (error) {
      throw new Error(
        `${moment.fault} at ${moment.point}, passed for the ${moment.pass}. time: ${error}\nRepeat with: CRASH_AT='${nameOf(moment)}' ${command}`,
        { cause: error },
      );
    }
  }
}

/**
 * Declares the tests of the crash table: the real bot behind the real channels, for every kind of input; the process
 * dies, or a call fails, at each failpoint that the input passes, each time that it is passed. What comes of it must be
 * what an undisturbed talk comes to.
 *
 * @param file the test file, for the command that repeats a failure
 * @param where names the setting in titles
 * @param sample tries one in so many moments, spread over the talk, and only talks of these names
 */
export function describeCrashes(
  file: string,
  where: string,
  setting: Omit<Setting, 'door'>,
  faults: readonly Fault[],
  sample: { readonly oneIn: number; readonly talks?: readonly string[] } = { oneIn: 1 },
): void {
  describe.each(Object.keys(crashTalks) as Door[])(`on ${where} by way of %s`, (door) => {
    const talks = Object.entries(crashTalks[door]).filter(([name]) => sample.talks?.includes(name) ?? true);
    it.each(talks)(
      '%s: once, whole and in order, wherever the process dies [P5, P6, turn.once, turn.order, turn.whole, turn.durable, turn.delivery-order, turn.delivery-resumed]',
      async (name, talk) => {
        const command = `npx vitest run ${file} -t 'on ${where} by way of ${door} ${name}: once'`;
        await disturb(talk, { ...setting, door }, faults, sample.oneIn, command);
      },
      120_000,
    );
  });
}
