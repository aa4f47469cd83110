import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeasedMessage, Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { linesOf, type OpenStore, reference, writesOf } from './writes.ts';

const leaseMs = 30_000;

/** What every store keeps to in its outbox. */
export function outboxConformance(open: OpenStore): void {
  describe('outbox', () => {
    let clock: FakeClock;
    let store: Store;
    beforeEach(async () => {
      clock = createFakeClock();
      store = await open(clock);
    });
    afterEach(() => store.close());

    const queue = (key: string, ...positions: number[]): Promise<unknown> =>
      store.commit(writesOf(key, { reference, nextPosition: 9, outbox: linesOf(...positions) }));
    const lease = (limit = 10, only?: string): Promise<readonly LeasedMessage[]> =>
      store.lease(clock.now(), leaseMs, limit, only);
    const leaseOne = async (key: string): Promise<LeasedMessage> => {
      const [message] = await lease(1, key);
      if (!message) throw new Error(`nothing to lease in ${key}`);
      return message;
    };
    /** A message as the one that committed it knows it. */
    const heldMessage = (key: string, position: number, leasedUntil: number): LeasedMessage => ({
      key,
      position,
      activity: { text: `line ${position}` },
      reference,
      doubtful: 0,
      refused: 0,
      queuedAt: clock.now(),
      leasedUntil,
    });
    const row = async (key: string) => (await store.load(key, [])).row;

    it('leases a message with all that its delivery needs', async () => {
      await queue('a', 1);
      expect(await lease()).toEqual([
        {
          key: 'a',
          position: 1,
          activity: { text: 'line 1' },
          reference,
          doubtful: 0,
          refused: 0,
          queuedAt: clock.now(),
          leasedUntil: clock.now() + leaseMs,
        },
      ]);
    });

    it('leases one message of a conversation at a time, the oldest [turn.delivery-order]', async () => {
      await queue('a', 1, 2, 3);
      for (const position of [1, 2, 3]) {
        const message = await leaseOne('a');
        expect(message.position).toBe(position);
        expect(await lease(1, 'a')).toEqual([]);
        await store.settle(message, { kind: 'delivered' });
      }
      expect(await lease()).toEqual([]);
      expect(await store.nextDue()).toBeUndefined();
    });

    it('leases the first message to whoever commits it, and to nobody else meanwhile [turn.delivery-order]', async () => {
      const leasedUntil = clock.now() + leaseMs;
      const writes = writesOf('a', { reference, nextPosition: 9, outbox: linesOf(1, 2), leasedUntil });
      expect(await store.commit(writes)).toBe('committed');
      expect(await lease()).toEqual([]);
      expect(await store.nextDue()).toBe(leasedUntil);
      const mine = heldMessage('a', 1, leasedUntil);
      await store.settle(mine, { kind: 'delivered' });
      expect(await lease()).toMatchObject([{ position: 2, doubtful: 0 }]);
    });

    it('counts as doubtful what the one that committed it was silent about', async () => {
      const leasedUntil = clock.now() + leaseMs;
      await store.commit(writesOf('a', { reference, nextPosition: 9, outbox: linesOf(1, 2), leasedUntil }));
      await clock.advance(leaseMs);
      const taken = await leaseOne('a');
      expect(taken).toMatchObject({ position: 1, doubtful: 1 });
      await store.settle(taken, { kind: 'delivered' });
      expect(await leaseOne('a')).toMatchObject({ position: 2, doubtful: 0 });
    });

    it('leases nothing to whoever commits while older messages are on their way [turn.delivery-order]', async () => {
      await queue('a', 1);
      const leasedUntil = clock.now() + leaseMs;
      const writes = writesOf('a', { expectedVersion: 1, reference, outbox: linesOf(2), leasedUntil });
      expect(await store.commit({ ...writes, nextPosition: 9 })).toBe('behind');
      expect(await leaseOne('a')).toMatchObject({ position: 1, doubtful: 0 });
    });

    it('leases the next message in the write that settles the one before it [turn.delivery-order]', async () => {
      await queue('a', 1, 2);
      await queue('b', 1);
      const first = await leaseOne('a');
      const second = await store.settle(first, { kind: 'delivered' }, leaseMs);
      expect(second).toMatchObject({
        key: 'a',
        position: 2,
        leasedUntil: clock.now() + leaseMs,
        doubtful: 0,
      });
      expect(await lease(10, 'a')).toEqual([]);
      if (second) expect(await store.settle(second, { kind: 'delivered' }, leaseMs)).toBeUndefined();
    });

    it('leases none behind a message that is not settled yet [turn.delivery-order]', async () => {
      await queue('a', 1, 2);
      const stale = await leaseOne('a');
      await clock.advance(leaseMs);
      const current = await leaseOne('a');
      expect(await store.settle(stale, { kind: 'delivered' }, leaseMs)).toBeUndefined();
      const again = { kind: 'again', dueAt: clock.now() + 1000, doubtful: false } as const;
      expect(await store.settle(current, again, leaseMs)).toBeUndefined();
    });

    it('leases a message to one of several who ask at the same moment', async () => {
      await queue('a', 1, 2);
      const leases = await Promise.all([lease(1, 'a'), lease(1, 'a'), lease()]);
      expect(leases.flat().map(({ position }) => position)).toEqual([1]);
    });

    it('leases from as many conversations as asked for, those that wait longest first', async () => {
      for (const key of ['c', 'a', 'b']) {
        await queue(key, 1, 2);
        await clock.advance(1);
      }
      expect((await lease(2)).map(({ key }) => key)).toEqual(['c', 'a']);
      expect((await lease(2)).map(({ key }) => key)).toEqual(['b']);
    });

    it('leases from one conversation alone when asked to', async () => {
      await queue('a', 1);
      await queue('b', 1);
      expect((await lease(10, 'b')).map(({ key }) => key)).toEqual(['b']);
    });

    it('counts a lease that ran out without a word as doubtful, and leases the message again', async () => {
      await queue('a', 1, 2);
      await leaseOne('a');
      await clock.advance(leaseMs - 1);
      expect(await lease()).toEqual([]);
      await clock.advance(1);
      expect(await leaseOne('a')).toMatchObject({ position: 1, doubtful: 1, refused: 0 });
      await clock.advance(leaseMs);
      expect(await leaseOne('a')).toMatchObject({ position: 1, doubtful: 2, refused: 0 });
    });

    it('does not let a holder whose lease ran out speak for the one that took over', async () => {
      await queue('a', 1);
      const stale = await leaseOne('a');
      await clock.advance(leaseMs);
      const current = await leaseOne('a');
      for (const kind of ['delivered', 'dropped', 'referenceEnded'] as const)
        await store.settle(stale, { kind });
      await store.settle(stale, { kind: 'again', dueAt: clock.now(), doubtful: false });
      expect(await lease()).toEqual([]);
      expect(await row('a')).toMatchObject({ missed: false, reference, version: 1 });
      await store.settle(current, { kind: 'again', dueAt: clock.now(), doubtful: false });
      expect(await leaseOne('a')).toMatchObject({ position: 1, doubtful: 1, refused: 1 });
    });

    it('waits with a message until it is due again, and with those behind it [turn.delivery-order]', async () => {
      await queue('a', 1, 2);
      const dueAt = clock.now() + 5000;
      await store.settle(await leaseOne('a'), { kind: 'again', dueAt, doubtful: false });
      expect(await store.nextDue()).toBe(dueAt);
      await clock.advance(4999);
      expect(await lease()).toEqual([]);
      await clock.advance(1);
      const again = await leaseOne('a');
      expect(again).toMatchObject({ position: 1, doubtful: 0, refused: 1 });
      await store.settle(again, { kind: 'again', dueAt: clock.now(), doubtful: true });
      expect(await leaseOne('a')).toMatchObject({ position: 1, doubtful: 1, refused: 1 });
    });

    it('tells when there is something to do next', async () => {
      expect(await store.nextDue()).toBeUndefined();
      await queue('a', 1, 2);
      const start = clock.now();
      expect(await store.nextDue()).toBe(start);
      await clock.advance(10);
      await leaseOne('a');
      expect(await store.nextDue()).toBe(start + 10 + leaseMs);
      await queue('b', 1);
      expect(await store.nextDue()).toBe(start + 10);
    });

    it('remembers on the row that a message was dropped, until the next turn [turn.missed]', async () => {
      await queue('a', 1, 2);
      await store.settle(await leaseOne('a'), { kind: 'dropped' });
      expect(await row('a')).toMatchObject({ missed: true, reference, state: { step: 'welcome' } });
      expect(await leaseOne('a')).toMatchObject({ position: 2 });
      await store.commit(writesOf('a', { expectedVersion: 2, nextPosition: 9 }));
      expect(await row('a')).toMatchObject({ missed: false });
    });

    it('lets a turn that is under way learn of a message that is dropped meanwhile [turn.missed]', async () => {
      await queue('a', 1);
      const read = await row('a');
      await store.settle(await leaseOne('a'), { kind: 'dropped' });
      const late = writesOf('a', { expectedVersion: read?.version ?? 0, nextPosition: 9 });
      expect(await store.commit(late)).toBe('conflict');
      expect(await row('a')).toMatchObject({ missed: true });
    });

    it('drops the whole outbox and the reference of a conversation that ended [turn.reference-ended]', async () => {
      await queue('a', 1, 2, 3);
      await queue('b', 1);
      await store.settle(await leaseOne('a'), { kind: 'referenceEnded' });
      expect(await lease(10, 'a')).toEqual([]);
      expect(await row('a')).toMatchObject({ reference: null, missed: true, state: { step: 'welcome' } });
      expect(await lease()).toMatchObject([{ key: 'b' }]);
      expect(await row('b')).toMatchObject({ reference, missed: false });
    });

    it('settles nothing of what was forgotten or removed meanwhile [turn.forget]', async () => {
      await queue('a', 1, 2);
      const forgotten = await leaseOne('a');
      await store.commit(
        writesOf('a', {
          expectedVersion: 1,
          state: null,
          nextPosition: 10,
          outbox: linesOf(9),
          forget: true,
        }),
      );
      await store.settle(forgotten, { kind: 'dropped' });
      expect(await row('a')).toMatchObject({ missed: false, version: 2 });
      await store.remove('a');
      await queue('a', 1);
      await store.settle(forgotten, { kind: 'delivered' });
      expect(await lease()).toMatchObject([{ position: 1 }]);
    });
  });
}
