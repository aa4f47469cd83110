import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { outboxConformance } from './outbox-conformance.ts';
import { lineOf, linesOf, reference, writesOf } from './writes.ts';

/** Opens an empty store. */
export type OpenStore = (clock: FakeClock) => Promise<Store>;

/** What every store keeps to, whatever it is made of. Defines the tests under the name of the store. */
export function storeConformance(name: string, open: OpenStore): void {
  describe(name, () => {
    turnConformance(open);
    keepingConformance(open);
    outboxConformance(open);
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

function keepingConformance(open: OpenStore): void {
  let clock: FakeClock;
  let store: Store;
  beforeEach(async () => {
    clock = createFakeClock();
    store = await open(clock);
  });
  afterEach(() => store.close());

  /** A conversation with everything that one can have, and a neighbour like it. */
  const fill = async (): Promise<void> => {
    for (const key of ['a', 'b']) {
      await store.create(key, `hash of ${key}`);
      await store.commit(
        writesOf(key, {
          expectedVersion: 1,
          reference,
          nextPosition: 4,
          seen: [{ id: 'old', answer: { old: true } }],
          log: linesOf(1, 2),
          outbox: linesOf(3),
        }),
      );
    }
  };

  it('forgets all that belongs to a conversation but this turn’s own lines and ids [turn.forget, P4]', async () => {
    await fill();
    const forgetting = writesOf('a', {
      expectedVersion: 2,
      state: null,
      reference,
      nextPosition: 6,
      seen: [{ id: 'forget', answer: { ok: true } }],
      log: linesOf(4),
      outbox: linesOf(5),
      forget: true,
    });
    expect(await store.commit(forgetting)).toBe('committed');
    expect((await store.load('a', ['old'])).seen).toBeUndefined();
    expect((await store.load('a', ['forget'])).seen).toEqual({ answer: { ok: true } });
    expect(await store.readLog('a', 0, 10)).toEqual(linesOf(4));
    expect(await store.resumeHash('a')).toBeUndefined();
    expect((await store.load('a', [])).row).toMatchObject({
      version: 3,
      state: null,
      reference: null,
      nextPosition: 6,
    });
    const [confirmation, ...others] = await store.lease(clock.now(), 1000, 10, 'a');
    expect(confirmation).toMatchObject({ position: 5, reference });
    expect(others).toEqual([]);
  });

  it('leaves the neighbours of what is forgotten or removed as they were [turn.forget]', async () => {
    await fill();
    const before = await store.load('b', ['old']);
    await store.commit(writesOf('a', { expectedVersion: 2, state: null, forget: true }));
    await store.remove('a');
    expect(await store.load('b', ['old'])).toEqual(before);
    expect(await store.readLog('b', 0, 10)).toEqual(linesOf(1, 2));
    expect(await store.resumeHash('b')).toBe('hash of b');
    expect(await store.lease(clock.now(), 1000, 10, 'b')).toMatchObject([{ position: 3 }]);
  });

  it('removes a conversation with all that belongs to it, so that it can begin anew [P4]', async () => {
    await fill();
    expect(await store.remove('a')).toBe(true);
    expect(await store.load('a', ['old'])).toEqual({ row: undefined, seen: undefined });
    expect(await store.readLog('a', 0, 10)).toEqual([]);
    expect(await store.resumeHash('a')).toBeUndefined();
    expect(await store.lease(clock.now(), 1000, 10, 'a')).toEqual([]);
    expect(await store.remove('a')).toBe(false);
    expect(await store.commit(writesOf('a', { seen: [{ id: 'old', answer: null }], log: linesOf(1) }))).toBe(
      'committed',
    );
  });

  it('creates a conversation once', async () => {
    expect(await store.create('a', 'hash')).toBe(true);
    expect(await store.create('a', 'other')).toBe(false);
    expect(await store.resumeHash('a')).toBe('hash');
    expect((await store.load('a', [])).row).toEqual({
      key: 'a',
      version: 1,
      state: null,
      reference: null,
      nextPosition: 1,
      lastStamp: 0,
      committedAt: clock.now(),
      missed: false,
    });
    expect(await store.create('without', null)).toBe(true);
    expect(await store.resumeHash('without')).toBeUndefined();
  });

  it('keeps the resume hash through turns [P6]', async () => {
    await store.create('a', 'hash');
    await store.commit(writesOf('a', { expectedVersion: 1 }));
    expect(await store.resumeHash('a')).toBe('hash');
  });

  it('does not create what a turn has begun', async () => {
    await store.commit(writesOf('a'));
    expect(await store.create('a', 'hash')).toBe(false);
    expect(await store.resumeHash('a')).toBeUndefined();
  });

  it('reads the log in order, after a position, at most so many lines', async () => {
    await store.commit(writesOf('a', { nextPosition: 4, log: linesOf(1, 2, 3) }));
    await store.commit(writesOf('a', { expectedVersion: 1, nextPosition: 13, log: linesOf(9, 10, 11, 12) }));
    expect(await store.readLog('a', 0, 100)).toEqual(linesOf(1, 2, 3, 9, 10, 11, 12));
    expect(await store.readLog('a', 2, 100)).toEqual(linesOf(3, 9, 10, 11, 12));
    expect(await store.readLog('a', 2, 3)).toEqual(linesOf(3, 9, 10));
    expect(await store.readLog('a', 12, 3)).toEqual([]);
  });

  it('makes a setting once, also when many ask at the same moment', async () => {
    const values = await Promise.all(['one', 'two', 'three'].map((made) => store.setting('key', () => made)));
    expect(values).toEqual(['one', 'one', 'one']);
    expect(await store.setting('key', () => 'four')).toBe('one');
    expect(await store.setting('other', () => 'five')).toBe('five');
  });

  it('writes many conversations that are ready together [turn.whole]', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `conversation ${index}`);
    const results = await Promise.all(
      keys.map((key) => store.commit(writesOf(key, { state: { key }, log: linesOf(1) }))),
    );
    expect(new Set(results)).toEqual(new Set(['committed']));
    for (const key of keys) expect((await store.load(key, [])).row?.state).toEqual({ key });
  });

  it('can serve while it is open, and says so when it is not', async () => {
    await store.check();
    await store.close();
    await expect(store.check()).rejects.toThrow();
    await expect(store.load('a', [])).rejects.toThrow();
    await expect(store.commit(writesOf('a'))).rejects.toThrow();
  });
}
