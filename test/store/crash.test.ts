import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { buildChildProgram, type Child, startChild } from '../support/child-program.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { lineOf } from './writes.ts';

const entry = 'test/store/writing-child.ts';

/** How many turns of each conversation the child said were committed. */
const committedTurns = (child: Child): Map<string, number> =>
  new Map(
    child.lines.flatMap((line) => {
      const [key, turn] = line.split(' ');
      return key !== undefined && turn !== undefined ? [[key, Number(turn)]] : [];
    }),
  );

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1500) throw new Error('it did not come to that within 15 s');
    await pause(10);
  }
};

/** Every turn is there with all its parts, up to the last one, and nothing of another. */
async function expectWholeTurns(store: Store, key: string, atLeast: number): Promise<void> {
  const turns = Number((await store.load(key, [])).row?.state?.['turn']);
  expect(turns).toBeGreaterThanOrEqual(atLeast);
  const { row } = await store.load(key, [`input ${turns + 1}`]);
  expect(row).toMatchObject({ version: turns, nextPosition: 1 + 3 * turns });
  expect((await store.load(key, [`input ${turns + 1}`])).seen).toBeUndefined();
  const numbers = Array.from({ length: turns }, (_, index) => index + 1);
  for (const turn of numbers) {
    expect((await store.load(key, [`input ${turn}`])).seen).toEqual({ answer: { turn } });
  }
  expect(await store.readLog(key, 0, 10 * turns)).toEqual(
    numbers.flatMap((turn) => [lineOf(3 * turn - 2, `echo ${turn}`), lineOf(3 * turn - 1, `reply ${turn}`)]),
  );
}

it('keeps every committed turn, whole, and no half one, when the process is killed [P5, P6, turn.whole, turn.durable]', async () => {
  const folder = tempFolder();
  const program = buildChildProgram(entry, folder);
  const file = join(folder, 'store.db');
  for (const turnsBeforeTheEnd of [1, 7, 30, 80]) {
    const child = startChild(program, [file]);
    await until(() => child.lines.length > turnsBeforeTheEnd);
    child.kill();
    await child.ended;
    const committed = committedTurns(child);
    expect(committed.size).toBeGreaterThan(0);
    const store = await openStore(`sqlite:${file}`, systemClock);
    for (const [key, turns] of committed) await expectWholeTurns(store, key, turns);
    await store.close();
  }
}, 60_000);

it('opens a new file once, when several processes open it at the same moment', async () => {
  const folder = tempFolder();
  const program = buildChildProgram(entry, folder);
  const children = [1, 2, 3].map(() => startChild(program, [join(folder, 'store.db'), 'once']));
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0]);
}, 60_000);
