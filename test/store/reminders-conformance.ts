import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeasedReminder, Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { type OpenStore, writesOf } from './writes.ts';

const leaseMs = 60_000;
const hour = 60 * 60_000;

/** What every store keeps to in its reminders. */
export function remindersConformance(open: OpenStore): void {
  describe('reminders', () => {
    let clock: FakeClock;
    let store: Store;
    beforeEach(async () => {
      clock = createFakeClock();
      store = await open(clock);
    });
    afterEach(() => store.close());

    const version = async (key: string): Promise<number> => (await store.load(key, [])).row?.version ?? 0;
    /** A turn that sets the reminder to so long from now, takes it back (null), or leaves it. */
    const turn = async (key: string, inMs?: number | null): Promise<unknown> =>
      store.commit(
        writesOf(key, {
          expectedVersion: await version(key),
          ...(inMs !== undefined && { remindAt: inMs === null ? null : clock.now() + inMs }),
        }),
      );
    const lease = (limit = 10): Promise<readonly LeasedReminder[]> =>
      store.leaseReminders(clock.now(), leaseMs, limit);
    const leaseOne = async (): Promise<LeasedReminder> => {
      const [reminder] = await lease(1);
      if (!reminder) throw new Error('nothing to lease');
      return reminder;
    };
    const keysDue = async (): Promise<string[]> => (await lease()).map(({ key }) => key).sort();

    it('leases a reminder when it is due, not before, and to one alone', async () => {
      await turn('a', hour);
      expect(await store.nextReminder()).toBe(clock.now() + hour);
      await clock.advance(hour - 1);
      expect(await lease()).toEqual([]);
      await clock.advance(1);
      const leases = await Promise.all([lease(), lease(), lease(1)]);
      expect(leases.flat()).toEqual([{ key: 'a', tries: 1, leasedUntil: clock.now() + leaseMs }]);
      expect(await store.nextReminder()).toBe(clock.now() + leaseMs);
    });

    it('leases at most so many, those that wait longest first', async () => {
      for (const [key, at] of [
        ['c', 1],
        ['a', 2],
        ['b', 3],
        ['later', 2 * hour],
      ] as const)
        await turn(key, at);
      await clock.advance(hour);
      expect((await lease(2)).map(({ key }) => key).sort()).toEqual(['a', 'c']);
      expect(await keysDue()).toEqual(['b']);
    });

    it('leaves the reminder as it was through turns that say nothing of it [reminder.durable]', async () => {
      await turn('a', hour);
      await turn('a');
      await clock.advance(hour);
      await turn('a');
      expect(await keysDue()).toEqual(['a']);
    });

    it('keeps one reminder a conversation: a turn sets another in its place, or takes it back', async () => {
      await turn('a', hour);
      await turn('a', 3 * hour);
      await turn('b', hour);
      await turn('b', null);
      await turn('never', null);
      await clock.advance(2 * hour);
      expect(await keysDue()).toEqual([]);
      await clock.advance(hour);
      expect(await keysDue()).toEqual(['a']);
    });

    it('writes nothing of a turn that comes too late [turn.whole]', async () => {
      await turn('a', hour);
      expect(await store.commit(writesOf('a', { expectedVersion: 7, remindAt: null }))).toBe('conflict');
      expect(await store.commit(writesOf('a', { expectedVersion: 7, remindAt: clock.now() }))).toBe(
        'conflict',
      );
      expect(await store.nextReminder()).toBe(clock.now() + hour);
    });

    it('hands a reminder out again, counted, when its holder was not heard of [reminder.claimed]', async () => {
      await turn('a', 0);
      await leaseOne();
      await clock.advance(leaseMs - 1);
      expect(await lease()).toEqual([]);
      await clock.advance(1);
      expect(await leaseOne()).toMatchObject({ key: 'a', tries: 2 });
    });

    it('ends a lease: the reminder is over, or due again at a later time [reminder.claimed]', async () => {
      await turn('a', 0);
      await turn('b', 0);
      for (const reminder of await lease()) {
        await store.settleReminder(reminder, reminder.key === 'a' ? null : clock.now() + hour);
      }
      expect(await store.nextReminder()).toBe(clock.now() + hour);
      await clock.advance(hour);
      expect(await lease()).toMatchObject([{ key: 'b', tries: 2 }]);
    });

    it('does not let a holder whose lease ran out speak for the one that took over', async () => {
      await turn('a', 0);
      const stale = await leaseOne();
      await clock.advance(leaseMs);
      const current = await leaseOne();
      await store.settleReminder(stale, null);
      await store.settleReminder(stale, clock.now());
      expect(await lease()).toEqual([]);
      await store.settleReminder(current, clock.now());
      expect(await leaseOne()).toMatchObject({ key: 'a', tries: 3 });
    });

    it('lets a turn during the lease have the last word', async () => {
      await turn('a', 0);
      await turn('b', 0);
      const leased = await lease();
      await turn('a', null);
      await turn('b', hour);
      for (const reminder of leased) await store.settleReminder(reminder, clock.now());
      expect(await lease()).toEqual([]);
      for (const reminder of leased) await store.settleReminder(reminder, null);
      expect(await store.nextReminder()).toBe(clock.now() + hour);
    });

    it('forgets and removes the reminder with its conversation, and leaves its neighbours [turn.forget, P4]', async () => {
      for (const key of ['a', 'b', 'c']) await turn(key, hour);
      await store.commit(writesOf('a', { expectedVersion: 1, state: null, forget: true }));
      await store.remove('b');
      await clock.advance(hour);
      expect(await keysDue()).toEqual(['c']);
    });
  });
}
