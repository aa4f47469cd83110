import type { JsonObject } from '../../src/store/json.ts';
import type { Line, Store, TurnWrites } from '../../src/store/store.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** Opens an empty store. */
export type OpenStore = (clock: FakeClock) => Promise<Store>;

/** What a turn writes that writes nothing in particular; `over` says what the test is about. */
export const writesOf = (key: string, over: Partial<TurnWrites> = {}): TurnWrites => ({
  key,
  expectedVersion: 0,
  state: { step: 'welcome' },
  reference: null,
  nextPosition: 1,
  lastStamp: 0,
  seen: [],
  log: [],
  outbox: [],
  forget: false,
  ...over,
});

export const lineOf = (position: number, text = `line ${position}`): Line => ({
  position,
  activity: { text },
});

export const linesOf = (...positions: number[]): Line[] => positions.map((position) => lineOf(position));

/** How to reach a remote conversation. */
export const reference: JsonObject = { serviceUrl: 'https://channel.example/', conversation: { id: 'far' } };

/** Makes a conversation with all that one can have, at version 2. */
export const fillConversation = async (store: Store, key: string): Promise<void> => {
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
};
