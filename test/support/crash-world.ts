import { setImmediate as nextRound } from 'node:timers/promises';
import type { HttpResponse } from '../../src/channels/http.ts';
import type { Clock } from '../../src/clock.ts';
import { errorResponse } from '../../src/server/http-errors.ts';
import type { Store } from '../../src/store/store.ts';
import { type Call, createSameBytes, type Fault, type Life, startLife } from './crash-life.ts';
import { aroundCalls } from './failpoints.ts';
import { createFakeChannel, type FakeChannel } from './fake-channel.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export type OpenStore = (clock: Clock) => Promise<Store>;

/** Where something goes wrong: the failpoint, and the how manyeth time it is passed while the tested input is taken. */
export interface Moment {
  readonly fault: Fault;
  readonly point: string;
  readonly pass: number;
}

export type Fate = 'taken' | 'settled';

/** One process after another on one store, in front of one channel, under one clock that goes on only when told to. */
export interface World {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly channel: FakeChannel;
  /** What befell each message of the outbox, by position and in order: `taken` by the channel, `settled` in the store. */
  readonly fates: ReadonlyMap<number, readonly Fate[]>;
  /** How often each failpoint was passed while it was looked at. */
  readonly passes: ReadonlyMap<string, number>;
  /** True once the moment has come. */
  readonly hit: boolean;
  /** Begins or ends looking at failpoints. */
  look(on: boolean): void;
  /**
   * Makes a request once; undefined, after some time, when it was not answered, or answered with a 5xx after an error
   * was put in.
   */
  attempt(call: Call): Promise<HttpResponse | undefined>;
  /** Makes a request until it is answered. */
  ask(call: Call): Promise<HttpResponse>;
  /** Lets time go by, in ms. A process that dies begins anew. */
  pass(ms: number): Promise<void>;
  /** Ends the process, lets time go by, in ms, and begins it anew. */
  away(ms: number): Promise<void>;
  /** Lets time go by until nothing is left to deliver, no reminder is due soon, and somewhat longer. */
  drain(): Promise<void>;
}

const triesAtMost = 5;
const roundsAtMost = 100;
/** What is due already can wait for the next look of the outbox. */
const secondMs = 1_000;
/** Longer than a lease, and longer than two looks of the outbox for what others have left. */
const longMs = 65_000;
/** A reminder that failed is due again by then; one that is a day off is let be. */
const soonMs = 60 * 60_000;

/**
 * @param againAfterMs after how long whoever was not answered repeats, in ms
 * @param moment what goes wrong; undefined when nothing does
 */
export async function createWorld(
  openStore: OpenStore,
  againAfterMs: number,
  moment: Moment | undefined,
): Promise<World> {
  let inFlight = 0;
  const clock = createFakeClock(undefined, () => inFlight > 0);
  const { send, ...remembered } = createFakeChannel();
  const fates = new Map<number, Fate[]>();
  const note = (position: number, fate: Fate): void => {
    fates.set(position, [...(fates.get(position) ?? []), fate]);
  };
  const channel: FakeChannel = {
    ...remembered,
    send: (message) => {
      note(message.position, 'taken');
      return send(message);
    },
  };
  const randomBytes = createSameBytes();
  const opened = await openStore(clock);
  const watched: Store = {
    ...opened,
    async settle(message, outcome, leaseMs) {
      const next = await opened.settle(message, outcome, leaseMs);
      note(message.position, 'settled');
      return next;
    },
  };
  const store = aroundCalls(watched, (_, call) => async (...args) => {
    inFlight += 1;
    return call(...args).finally(() => {
      inFlight -= 1;
    });
  });
  const passes = new Map<string, number>();
  let looking = false;
  let hit = false;
  const fault = (point: string): Fault | undefined => {
    if (!looking) return undefined;
    const pass = (passes.get(point) ?? 0) + 1;
    passes.set(point, pass);
    if (hit || point !== moment?.point || pass !== moment.pass) return undefined;
    hit = true;
    return moment.fault;
  };

  const start = (): Promise<Life> => startLife({ store, channel, clock, randomBytes, fault });
  let life = await start();
  let starting: Promise<void> | undefined;
  /** The next life begins when nothing that the last one asked of the store is under way any more. */
  const revive = async (): Promise<void> => {
    while (inFlight > 0) await nextRound();
    life = await start();
  };
  const living = async (): Promise<Life> => {
    while (life.isDead()) {
      starting ??= revive().finally(() => {
        starting = undefined;
      });
      await starting;
    }
    return life;
  };

  let waiting: Promise<void> | undefined;
  /** Something goes wrong once, so all who were not answered wait at the same time. */
  const patience = async (): Promise<void> => {
    if (againAfterMs === 0) return;
    waiting ??= world.pass(againAfterMs);
    await waiting;
  };

  const world: World = {
    clock,
    store,
    channel,
    fates,
    passes,
    get hit() {
      return hit;
    },
    look: (on) => {
      looking = on;
    },
    async attempt(call) {
      try {
        const response = await (await living()).call(call);
        if (response) return response;
      } catch (error) {
        const isOurs = hit && moment?.fault === 'error' && errorResponse(error).status >= 500;
        if (!isOurs) throw error;
      }
      await patience();
      return undefined;
    },
    async ask(call) {
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const response = await world.attempt(call);
        if (response) return response;
      }
      throw new Error(`${call.method} ${call.path} was never answered`);
    },
    async pass(ms) {
      await clock.settle();
      await living();
      await clock.advance(ms);
      await living();
    },
    async away(ms) {
      await clock.settle();
      life.end();
      await clock.advance(ms);
      await living();
    },
    async drain() {
      for (let round = 0; round < roundsAtMost; round += 1) {
        const reminder = (await store.nextReminder()) ?? Number.POSITIVE_INFINITY;
        const soon = reminder - clock.now() < soonMs ? reminder : Number.POSITIVE_INFINITY;
        const due = Math.min((await store.nextDue()) ?? Number.POSITIVE_INFINITY, soon);
        if (due === Number.POSITIVE_INFINITY) return await world.pass(longMs);
        await world.pass(Math.max(secondMs, due - clock.now()));
      }
      throw new Error('there is always something left to deliver');
    },
  };
  return world;
}
