import type { LeasedMessage, Store } from '../../src/store/store.ts';
import { createOutbox, type Outbox, type SendResult } from '../../src/turn/outbox.ts';
import { createFakeChannel, type FakeChannel } from './fake-channel.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createMemoryStore } from './memory-store.ts';
import { referenceTo } from './tiny-bot.ts';

/** An outbox over the model of a store, in front of a channel that does as it is told. */
export interface Post {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly channel: FakeChannel;
  readonly outbox: Outbox;
  /** The texts of the messages given up, each with the reason. */
  readonly dropped: readonly string[];
  /** The errors it was told of. */
  readonly failures: readonly unknown[];
  /** Another process's outbox on the same store, with some parts replaced. */
  makeOutbox(over?: {
    readonly store?: Partial<Store>;
    readonly send?: (message: LeasedMessage) => Promise<SendResult>;
    readonly random?: () => number;
  }): Outbox;
  /** Commits a turn that says `texts` in a conversation, and wakes nobody. */
  write(key: string, ...texts: readonly string[]): Promise<void>;
  /** Is a message missing that the person should have seen? */
  missed(key: string): Promise<boolean | undefined>;
}

export function createPost(): Post {
  const clock = createFakeClock();
  const store = createMemoryStore(clock);
  const channel = createFakeChannel();
  const dropped: string[] = [];
  const failures: unknown[] = [];
  const makeOutbox: Post['makeOutbox'] = (over = {}) =>
    createOutbox({
      store: { ...store, ...over.store },
      clock,
      random: over.random ?? (() => 1),
      send: over.send ?? channel.send,
      dropped: ({ activity }, why) => dropped.push(`${activity['text']}: ${why}`),
      failed: (error) => failures.push(error),
    });
  return {
    clock,
    store,
    channel,
    outbox: makeOutbox(),
    dropped,
    failures,
    makeOutbox,
    async write(key, ...texts) {
      const { row } = await store.load(key, []);
      const first = row?.nextPosition ?? 1;
      await store.commit({
        key,
        expectedVersion: row?.version ?? 0,
        state: null,
        reference: referenceTo(key),
        nextPosition: first + texts.length,
        lastStamp: 0,
        seen: [],
        log: [],
        outbox: texts.map((text, index) => ({ position: first + index, activity: { text } })),
        forget: false,
      });
    },
    missed: async (key) => (await store.load(key, [])).row?.missed,
  };
}
