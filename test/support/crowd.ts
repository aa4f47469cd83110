import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Ask, askUntilAccepted } from './direct-line-caller.ts';
import type { FakeConnector } from './fake-connector.ts';
import {
  type Counterpart,
  type Irregular,
  type LiveTalk,
  talkByDelivery,
  talkByExpectReplies,
  talkThroughDirectLine,
} from './live-talk.ts';
import { seededRandom } from './planned-talk.ts';
import { createSignal } from './signal.ts';

/** People who talk, one talk after another, with programs that are killed meanwhile. */
export interface Crowd {
  /** Lets everybody talk. */
  go(): void;
  /** Lets nobody begin another turn; used while programs load, which takes all the time there is. */
  hold(): void;
  /** True once a talk has not come out as planned; `end` throws what was wrong. */
  readonly hasFailed: boolean;
  /** Ends the talks whose replies are delivered: what waits for a lease to end then has time to come. */
  endDeliveries(): void;
  /** Ends all talks where they are, each after the turn that is under way. */
  end(): Promise<void>;
  /**
   * Takes one more turn in every open talk, since the state is what the next turn goes on from; then sees that all that was
   * ever said is there, once and in order.
   */
  check(): Promise<void>;
  readonly irregular: Irregular;
  /** What there was, for people to read. */
  readonly account: string;
}

export interface CrowdOptions {
  readonly url: string;
  /** How requests are sent. */
  readonly once?: Ask;
  readonly random: () => number;
  /** The channel that replies are delivered to. */
  readonly connector: FakeConnector;
  /** How many talk at once, by way of what. */
  readonly clients: {
    readonly directLine: number;
    readonly expectReplies: number;
    readonly delivery: number;
  };
}

const thinkingMs = 20;

export function createCrowd({ url, once, random, connector, clients }: CrowdOptions): Crowd {
  const counts = { turns: 0, turnedAway: 0, cut: 0 };
  const irregular: Irregular = { doubled: 0, missing: 0 };
  const talks: LiveTalk[] = [];
  let floor = createSignal();
  let hasFailed = false;
  const over = { talks: false, deliveries: false };

  const keepTalking = async (
    begin: (to: Counterpart, name: string) => Promise<LiveTalk>,
    name: string,
    isOver: () => boolean,
  ): Promise<LiveTalk | undefined> => {
    const own = seededRandom(Math.floor(random() * 2 ** 31));
    const ask = askUntilAccepted((wasCut) => {
      counts[wasCut ? 'cut' : 'turnedAway'] += 1;
    }, once);
    const to = { url, random: own, ask };
    let talk: LiveTalk | undefined;
    for (let count = 0; !isOver(); count += 1) {
      talk = await begin(to, `${name}-${count}`);
      talks.push(talk);
      while (!isOver() && (await talk.next())) {
        counts.turns += 1;
        await pause(own() * thinkingMs);
        await floor.given;
      }
    }
    return talk;
  };
  const everyone = (
    kind: string,
    count: number,
    begin: (to: Counterpart, name: string) => Promise<LiveTalk>,
    isOver: () => boolean,
  ): Promise<(LiveTalk | undefined)[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => keepTalking(begin, `${kind}-${index}`, isOver)));

  const areTalksOver = (): boolean => over.talks || hasFailed;
  const areDeliveriesOver = (): boolean => over.deliveries || hasFailed;
  const byDelivery = (to: Counterpart, name: string): Promise<LiveTalk> =>
    talkByDelivery(to, name, connector, irregular);
  const talking = Promise.all([
    everyone('direct-line', clients.directLine, talkThroughDirectLine, areTalksOver),
    everyone('expect-replies', clients.expectReplies, talkByExpectReplies, areTalksOver),
    everyone('delivery', clients.delivery, byDelivery, areDeliveriesOver).then(() => []),
  ]);
  talking.catch(() => {
    hasFailed = true;
  });

  const crowd: Crowd = {
    go: () => floor.give(),
    hold: () => {
      floor = createSignal();
    },
    get hasFailed() {
      return hasFailed;
    },
    endDeliveries: () => {
      over.deliveries = true;
    },
    async end() {
      over.talks = true;
      over.deliveries = true;
      crowd.go();
      await talking;
    },
    async check() {
      for (const talk of (await talking).flat()) await talk?.next();
      await Promise.all(talks.map((talk) => talk.check()));
      expect(counts.turns).toBeGreaterThan(0);
    },
    irregular,
    get account() {
      return [
        `${counts.turns} turns in ${talks.length} talks`,
        `${counts.cut} requests cut off under way, ${counts.turnedAway} turned away`,
        `${irregular.doubled} messages delivered twice, ${irregular.missing} given up`,
      ].join('; ');
    },
  };
  return crowd;
}
