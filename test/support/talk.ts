import type { JsonObject } from '../../src/store/json.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine, type TurnEngine } from '../../src/turn/engine.ts';
import { createTurnQueue } from '../../src/turn/queue.ts';
import type { TurnOutcome } from '../../src/turn/turn.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createMemoryStore } from './memory-store.ts';
import { type Bot, type Door, inputOf, type Kind, tinyBot } from './tiny-bot.ts';

interface Saying {
  readonly kind?: Kind;
  readonly key?: string;
  readonly door?: Door;
  readonly bot?: Bot;
  readonly by?: TurnEngine;
}

/** Two embedded conversations, `home` and `next door`, and an engine over the model of a store, to talk through. */
export interface Talk {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly engine: TurnEngine;
  /** The conversations whose delivery was woken, in order. */
  readonly woken: readonly string[];
  /** Another engine on the same store, with some of the store's calls replaced, or with another clock. */
  makeEngine(over?: Partial<Store>, waitingAtMost?: number, at?: FakeClock): TurnEngine;
  /** Sends one input; a message in `home`, by the first engine, unless said otherwise. */
  say(id: string, saying?: Saying): Promise<TurnOutcome>;
  /** The log of a conversation. */
  lines(key?: string): Promise<readonly JsonObject[]>;
  /** Which inputs the bot has taken, by its own state. */
  taken(key?: string): Promise<unknown>;
}

export async function createTalk(): Promise<Talk> {
  const clock = createFakeClock();
  const store = createMemoryStore(clock);
  const woken: string[] = [];
  const makeEngine: Talk['makeEngine'] = (over = {}, waitingAtMost, at = clock) =>
    createTurnEngine({
      store: { ...store, ...over },
      clock: at,
      wake: (key) => woken.push(key),
      queue: createTurnQueue(waitingAtMost),
    });
  const engine = makeEngine();
  await store.create('home', null);
  await store.create('next door', null);
  return {
    store,
    clock,
    engine,
    woken,
    makeEngine,
    say: (id, { kind = 'message', key = 'home', door = 'embedded', bot = tinyBot, by = engine } = {}) =>
      by.take(inputOf(door, key, { id, kind }, clock.now(), bot)),
    lines: async (key = 'home') => (await store.readLog(key, 0, 1000)).map(({ activity }) => activity),
    taken: async (key = 'home') => (await store.load(key, [])).row?.state?.['taken'],
  };
}
