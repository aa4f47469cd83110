import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { fillConversation, linesOf, type OpenStore, writesOf } from './writes.ts';

const hourMs = 60 * 60_000;

/** What every store keeps to in letting go of what is old. */
export function retentionConformance(open: OpenStore): void {
  let clock: FakeClock;
  let store: Store;
  beforeEach(async () => {
    clock = createFakeClock();
    store = await open(clock);
  });
  afterEach(() => store.close());

  it('removes idle conversations with all that belongs to them, and no other [turn.retention]', async () => {
    await fillConversation(store, 'idle');
    await clock.advance(1);
    const before = clock.now();
    await fillConversation(store, 'late');
    const late = await store.load('late', ['old']);
    expect(await store.removeIdle(before, 10)).toEqual(['idle']);
    expect(await store.load('idle', ['old'])).toEqual({ row: undefined, seen: undefined });
    expect(await store.readLog('idle', 0, 10)).toEqual([]);
    expect(await store.resumeHash('idle')).toBeUndefined();
    expect(await store.lease(clock.now(), 1000, 10, 'idle')).toEqual([]);
    expect(await store.load('late', ['old'])).toEqual(late);
    expect(late.seen).toBeDefined();
    expect(await store.readLog('late', 0, 10)).toEqual(linesOf(1, 2));
    expect(await store.resumeHash('late')).toBe('hash of late');
    expect(await store.lease(clock.now(), 1000, 10, 'late')).toMatchObject([{ position: 3 }]);
    expect(await store.removeIdle(before, 10)).toEqual([]);
  });

  it('counts from the last turn, also over days, and from the making where there was none [turn.retention]', async () => {
    await store.create('never begun', null);
    await store.commit(writesOf('spoke again'));
    await clock.advance(100 * hourMs);
    await store.commit(writesOf('spoke again', { expectedVersion: 1 }));
    expect(await store.removeIdle(clock.now() - 100 * hourMs, 10)).toEqual([]);
    expect(await store.removeIdle(clock.now(), 10)).toEqual(['never begun']);
    expect(await store.removeIdle(clock.now() + 1, 10)).toEqual(['spoke again']);
  });

  it('removes at most so many at once, until none is left, also when several do so [turn.retention]', async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `conversation ${index}`);
    for (const key of keys) await fillConversation(store, key);
    const before = clock.now() + 1;
    const batches = await Promise.all([1, 2, 3, 4].map(() => store.removeIdle(before, 4)));
    // Those who ask at the same moment may find the same ones, of which each goes once.
    for (let rest = ['more']; rest.length > 0; batches.push(rest)) {
      rest = [...(await store.removeIdle(before, 4))];
    }
    expect(batches.filter(({ length }) => length > 4)).toEqual([]);
    expect(batches.flat().sort()).toEqual([...keys].sort());
  });

  it('lets a conversation that was removed begin anew', async () => {
    await fillConversation(store, 'a');
    await store.removeIdle(clock.now() + 1, 10);
    // A turn that had read the row before must not bring it back.
    expect(await store.commit(writesOf('a', { expectedVersion: 2 }))).toBe('conflict');
    expect(await store.commit(writesOf('a', { seen: [{ id: 'old', answer: null }], log: linesOf(1) }))).toBe(
      'committed',
    );
  });

  it('forgets the ids of inputs seen long ago, at most so many at once [turn.retention]', async () => {
    for (const key of ['a', 'b']) {
      await store.commit(
        writesOf(key, { seen: ['1', '2'].map((id) => ({ id, answer: { of: key } })), log: linesOf(1) }),
      );
    }
    await clock.advance(1);
    const before = clock.now();
    await store.commit(writesOf('a', { expectedVersion: 1, seen: [{ id: '3', answer: { of: 'a' } }] }));
    expect(await store.removeSeen(before, 3)).toBe(3);
    expect(await store.removeSeen(before, 3)).toBe(1);
    expect(await store.removeSeen(before, 3)).toBe(0);
    for (const key of ['a', 'b']) expect((await store.load(key, ['1', '2'])).seen).toBeUndefined();
    expect((await store.load('a', ['3'])).seen).toEqual({ answer: { of: 'a' } });
    expect(await store.readLog('b', 0, 10)).toEqual(linesOf(1));
  });
}
