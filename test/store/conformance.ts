import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { keepingConformance } from './keeping-conformance.ts';
import { outboxConformance } from './outbox-conformance.ts';
import { remindersConformance } from './reminders-conformance.ts';
import { retentionConformance } from './retention-conformance.ts';
import { lineOf, linesOf, type OpenStore, reference, writesOf } from './writes.ts';

/** What every store keeps to, whatever it is made of. Defines the tests under the name of the store. */
export function storeConformance(name: string, open: OpenStore): void {
  describe(name, () => {
    turnConformance(open);
    keepingConformance(open);
    outboxConformance(open);
    remindersConformance(open);
    retentionConformance(open);
  });
}

function turnConformance(open: OpenStore): void {
  let clock: FakeClock;
  let store: Store;
  beforeEach(async () => {
    clock = createFakeClock();
    store = await open(clock);
  });
  afterEach(() => store.close());

  it('knows nothing of a conversation that never was', async () => {
    expect(await store.load('a', ['id'])).toEqual({ row: undefined, seen: undefined });
    expect(await store.readLog('a', 0, 10)).toEqual([]);
    expect(await store.resumeHash('a')).toBeUndefined();
    expect(await store.remove('a')).toBe(false);
  });

  it('gives back what a turn wrote', async () => {
    const writes = writesOf('a', {
      state: { deep: [1, 'zwei', null, { three: true }], text: 'é 🔑 \\" \u0000 end' },
      reference,
      nextPosition: 7,
      lastStamp: 1_900_000_000_123,
    });
    expect(await store.commit(writes)).toBe('committed');
    expect((await store.load('a', [])).row).toEqual({
      key: 'a',
      version: 1,
      state: writes.state,
      reference,
      nextPosition: 7,
      lastStamp: 1_900_000_000_123,
      committedAt: clock.now(),
      missed: false,
    });
  });

  it('keeps conversations apart, also those whose keys look alike', async () => {
    const keys = ['a', 'A', 'a ', 'a%', 'ä', 'a/b', "a'--", '🔑'];
    for (const key of keys) await store.commit(writesOf(key, { state: { key }, log: [lineOf(1, key)] }));
    for (const key of keys) {
      expect((await store.load(key, [])).row?.state).toEqual({ key });
      expect(await store.readLog(key, 0, 10)).toEqual([lineOf(1, key)]);
    }
  });

  it('counts the version up with each commit', async () => {
    await store.commit(writesOf('a'));
    await clock.advance(1000);
    expect(await store.commit(writesOf('a', { expectedVersion: 1, state: null }))).toBe('committed');
    expect((await store.load('a', [])).row).toMatchObject({
      version: 2,
      state: null,
      committedAt: clock.now(),
    });
  });

  it.each([
    ['another began it', 0],
    ['it moved on', 1],
    ['it is not that far', 3],
  ])(
    'writes nothing at all when the version is not the expected one: %s [turn.whole]',
    async (_, version) => {
      await store.commit(writesOf('a', { seen: [{ id: 'first', answer: { n: 1 } }], log: linesOf(1) }));
      await store.commit(writesOf('a', { expectedVersion: 1, state: { kept: true }, nextPosition: 2 }));
      const before = await store.load('a', []);
      const late = writesOf('a', {
        expectedVersion: version,
        state: { kept: false },
        seen: [{ id: 'late', answer: null }],
        log: linesOf(5),
        outbox: linesOf(6),
        forget: true,
      });
      expect(await store.commit(late)).toBe('conflict');
      expect(await store.load('a', [])).toEqual(before);
      expect((await store.load('a', ['late'])).seen).toBeUndefined();
      expect((await store.load('a', ['first'])).seen).toEqual({ answer: { n: 1 } });
      expect(await store.readLog('a', 0, 10)).toEqual(linesOf(1));
      expect(await store.nextDue()).toBeUndefined();
    },
  );

  it('takes one of two commits on the same version, and not the other [turn.whole]', async () => {
    const results = await Promise.all(
      ['one', 'two', 'three'].map((from) =>
        store.commit(writesOf('a', { state: { from }, log: [lineOf(1, from)] })),
      ),
    );
    expect(results.sort()).toEqual(['committed', 'conflict', 'conflict']);
    const { row } = await store.load('a', []);
    expect(await store.readLog('a', 0, 10)).toEqual([lineOf(1, String(row?.state?.['from']))]);
  });

  it('knows an input again by any of its ids, with the answer recorded for it [turn.once]', async () => {
    const answer = { id: 'echo-1' };
    await store.commit(
      writesOf('a', {
        seen: [
          { id: 'activity:1', answer },
          { id: 'client:x', answer },
          { id: 'activity:mute', answer: null },
        ],
      }),
    );
    expect((await store.load('a', ['activity:9', 'client:x'])).seen).toEqual({ answer });
    expect((await store.load('a', ['activity:1'])).seen).toEqual({ answer });
    expect((await store.load('a', ['activity:mute'])).seen).toEqual({ answer: null });
    expect((await store.load('a', ['activity:9'])).seen).toBeUndefined();
    expect((await store.load('b', ['activity:1'])).seen).toBeUndefined();
  });
}
