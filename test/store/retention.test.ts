import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createRetention, type Retention } from '../../src/store/retention.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { writesOf } from './writes.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

describe('retention', () => {
  let clock: FakeClock;
  let store: Store;
  let removed: string[];
  let failures: unknown[];
  let retention: Retention;

  const start = (over: Partial<Store> = {}, retentionDays = 60): Retention =>
    createRetention({
      store: { ...store, ...over },
      clock,
      retentionDays,
      removed: (key) => removed.push(key),
      failed: (error) => failures.push(error),
    });

  beforeEach(() => {
    clock = createFakeClock();
    store = createMemoryStore(clock);
    removed = [];
    failures = [];
    retention = start();
  });
  afterEach(() => retention.stop());

  const speak = async (key: string, expectedVersion: number): Promise<void> => {
    await store.commit(
      writesOf(key, { expectedVersion, seen: [{ id: String(expectedVersion), answer: {} }] }),
    );
  };

  it('removes a conversation RETENTION_DAYS after its last turn, and says so [turn.retention]', async () => {
    retention.start();
    await speak('silent', 0);
    await speak('came back', 0);
    await clock.advance(30 * dayMs);
    await speak('came back', 1);
    await clock.advance(30 * dayMs - hourMs);
    expect(removed).toEqual([]);
    await clock.advance(2 * hourMs);
    expect(removed).toEqual(['silent']);
    expect((await store.load('came back', [])).row).toBeDefined();
    await clock.advance(30 * dayMs);
    expect(removed).toEqual(['silent', 'came back']);
  });

  it('keeps whoever waits 30 days, and comes back two weeks late, at the shortest setting there is [turn.retention, P6]', async () => {
    expect(() => readConfig({ RETENTION_DAYS: '44' })).toThrow();
    const { retentionDays } = readConfig({ RETENTION_DAYS: '45' });
    const shortest = start({}, retentionDays);
    shortest.start();
    await speak('a', 0);
    await clock.advance(44 * dayMs);
    expect((await store.load('a', [])).row).toBeDefined();
    await shortest.stop();
  });

  it('knows an input as a repeat for three days, not much longer [turn.retention, turn.once]', async () => {
    retention.start();
    await speak('a', 0);
    await clock.advance(3 * dayMs - hourMs);
    expect((await store.load('a', ['0'])).seen).toBeDefined();
    await clock.advance(2 * hourMs);
    expect((await store.load('a', ['0'])).seen).toBeUndefined();
    expect((await store.load('a', [])).row).toBeDefined();
  });

  it('works off a great many in small batches, with a pause for the turns between them [turn.retention]', async () => {
    const keys = Array.from({ length: 130 }, (_, index) => `conversation ${index}`);
    for (const key of keys) await speak(key, 0);
    await clock.advance(61 * dayMs);
    const sizes: number[] = [];
    retention = start({
      removeIdle: async (before, limit) => {
        const batch = await store.removeIdle(before, limit);
        sizes.push(batch.length);
        return batch;
      },
    });
    retention.start();
    await clock.advance(61_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
    expect(removed.length).toBeLessThan(keys.length);
    await clock.advance(10_000);
    expect(removed).toHaveLength(keys.length);
    // And then it rests.
    expect(clock.next()).toBeGreaterThan(clock.now() + hourMs / 2);
  });

  it('does nothing twice when several processes sweep [turn.retention]', async () => {
    for (let index = 0; index < 50; index += 1) await speak(`conversation ${index}`, 0);
    await clock.advance(61 * dayMs);
    const other = start();
    retention.start();
    other.start();
    await clock.advance(hourMs);
    await other.stop();
    expect(new Set(removed).size).toBe(50);
    expect(removed).toHaveLength(50);
    expect(failures).toEqual([]);
  });

  it('outlives a store that fails, and goes on the next time [turn.retention]', async () => {
    await speak('a', 0);
    await clock.advance(61 * dayMs);
    const down = new Error('down');
    let calls = 0;
    retention = start({
      removeIdle: async (...batch) => {
        calls += 1;
        if (calls === 1) throw down;
        return store.removeIdle(...batch);
      },
    });
    retention.start();
    await clock.advance(2 * 60_000);
    expect(failures).toEqual([down]);
    await clock.advance(hourMs);
    expect(removed).toEqual(['a']);
  });

  it('stops: waits for the batch under way and takes up no other', async () => {
    await speak('a', 0);
    await clock.advance(61 * dayMs);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    retention = start({
      removeIdle: async (...batch) => {
        await held;
        return store.removeIdle(...batch);
      },
    });
    retention.start();
    await clock.advance(60_000);
    const stopped = retention.stop();
    release();
    await stopped;
    expect(removed).toEqual(['a']);
    expect(clock.next()).toBeUndefined();
  });
});
