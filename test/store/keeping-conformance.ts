import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { fillConversation, linesOf, type OpenStore, reference, writesOf } from './writes.ts';

/** What every store keeps to in what it keeps, gives back and deletes. */
export function keepingConformance(open: OpenStore): void {
  let clock: FakeClock;
  let store: Store;
  beforeEach(async () => {
    clock = createFakeClock();
    store = await open(clock);
  });
  afterEach(() => store.close());

  /** A conversation with everything that one can have, and a neighbour like it. */
  const fill = async (): Promise<void> => {
    for (const key of ['a', 'b']) await fillConversation(store, key);
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

  it('tells where the logs of many conversations end, and which are not there', async () => {
    await fill();
    await store.create('empty', null);
    expect(await store.lastPositions(['a', 'nobody', 'empty'])).toEqual(
      new Map([
        ['a', 3],
        ['empty', 0],
      ]),
    );
    expect(await store.lastPositions([])).toEqual(new Map());
  });

  it('makes a setting once, also when many ask at the same moment', async () => {
    const values = await Promise.all(['one', 'two', 'three'].map((made) => store.setting('key', () => made)));
    const [made = ''] = values;
    expect(['one', 'two', 'three']).toContain(made);
    expect(values).toEqual([made, made, made]);
    expect(await store.setting('key', () => 'four')).toBe(made);
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
