import { beforeEach, expect, it } from 'vitest';
import type { TurnWrites } from '../../src/store/store.ts';
import type { TurnEngine } from '../../src/turn/engine.ts';
import { createTalk, type Talk } from '../support/talk.ts';

let { store, engine, makeEngine, say, lines, taken } = {} as Talk;

beforeEach(async () => {
  ({ store, engine, makeEngine, say, lines, taken } = await createTalk());
});

/** Lets another engine take `ids` between the read and the commit of the first attempts of this one. */
const overtaken = (...ids: string[]): TurnEngine => {
  const left = [...ids];
  return makeEngine({
    commit: async (writes: TurnWrites) => {
      const id = left.shift();
      if (id !== undefined) await say(id);
      return store.commit(writes);
    },
  });
};

it('runs a turn again on the fresh row when another server was quicker [turn.conflict, P5]', async () => {
  await say('m1');
  expect(await say('late', { by: overtaken('m2', 'm3') })).toEqual({
    answer: { id: 'late', position: 10 },
    repeated: false,
  });
  expect(await taken()).toEqual(['m1', 'm2', 'm3', 'late']);
  expect((await lines()).slice(-3)).toMatchObject([
    { echo: 'late' },
    { text: 'late is number 4' },
    { text: 'what next after late?' },
  ]);
  expect((await lines()).map((line) => line['id'])).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  expect(await say('late')).toEqual({ answer: { id: 'late', position: 10 }, repeated: true });
});

it('takes the same input once when two servers get it at the same moment [turn.once, P5]', async () => {
  const outcome = await say('m1', { by: overtaken('m1') });
  expect(outcome).toEqual({ answer: { id: 'm1', position: 1 }, repeated: true });
  expect(await taken()).toEqual(['m1']);
  expect(await lines()).toHaveLength(3);
});

it('begins a conversation once when its first two inputs come to two servers [turn.conflict]', async () => {
  const remote = { key: 'far', door: 'connector' } as const;
  const second = makeEngine();
  await Promise.all([say('m1', remote), say('m2', { ...remote, by: second })]);
  expect([...((await taken('far')) as string[])].sort()).toEqual(['m1', 'm2']);
  expect((await store.load('far', [])).row).toMatchObject({ version: 2, nextPosition: 5 });
});

it('doubles nothing and loses nothing when both take everything [turn.once, turn.conflict]', async () => {
  const second = makeEngine();
  const ids = Array.from({ length: 10 }, (_, index) => `m${index}`);
  const outcomes = await Promise.all(
    ids.flatMap((id) => [engine, second].map(async (by) => ({ id, ...(await say(id, { by })) }))),
  );
  expect([...((await taken()) as string[])].sort()).toEqual(ids);
  expect(await lines()).toHaveLength(30);
  expect(outcomes.filter(({ repeated }) => repeated)).toHaveLength(10);
  const written = await lines();
  for (const { id, answer } of outcomes) {
    expect(written[Number(answer?.['position']) - 1]).toMatchObject({ echo: id });
  }
});

it('gives up after many attempts in a row, with nothing written [turn.conflict]', async () => {
  const always = makeEngine({ commit: async () => 'conflict' });
  await expect(say('m1', { by: always })).rejects.toMatchObject({ code: 'TurnConflict' });
  expect(await lines()).toEqual([]);
  expect(await say('m1')).toMatchObject({ repeated: false });
});
