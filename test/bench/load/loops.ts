import { quantile, sorted } from '../numbers.ts';
import type { Driver, Turn } from './driver.ts';

/** What a time of load came to. */
export interface LoadResult {
  /** Turns whose reply was delivered. */
  readonly turns: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Refused with 429 or 503 and `Retry-After`. */
  readonly shed: number;
  /** Answered otherwise, or not at all, or without a reply. */
  readonly failed: number;
  /** Due, but held back: no conversation was free. */
  readonly unsent: number;
}

export interface ClosedLoop {
  /** How many conversations talk, each as soon as it has its reply. */
  readonly atOnce: number;
  readonly seconds: number;
}

export interface OpenLoop {
  /** Over how many conversations the turns are spread. */
  readonly conversations: number;
  /** Turns that begin a second, whatever comes of those before; as people come, independent of each other. */
  readonly perSecond: number;
  readonly seconds: number;
}

function createTally() {
  const latencies: number[] = [];
  let [shed, failed] = [0, 0];
  return {
    add(beganAt: number, { status, retryAfter, repliedAt }: Turn) {
      if (status >= 200 && status < 300) latencies.push(repliedAt - beganAt);
      else if ((status === 429 || status === 503) && retryAfter !== undefined) shed += 1;
      else failed += 1;
    },
    result(seconds: number, unsent = 0): LoadResult {
      const all = sorted(latencies);
      const turns = all.length;
      const [p50Ms, p99Ms] = [quantile(all, 0.5), quantile(all, 0.99)];
      return { turns, perSecond: turns / seconds, p50Ms, p99Ms, shed, failed, unsent };
    },
  };
}

export async function runClosedLoop(driver: Driver, { atOnce, seconds }: ClosedLoop): Promise<LoadResult> {
  const tally = createTally();
  const began = performance.now();
  const end = began + seconds * 1000;
  const talk = async (index: number): Promise<void> => {
    for (let now = performance.now(); now < end; now = performance.now())
      tally.add(now, await driver.turn(index));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => talk(index)));
  return tally.result((performance.now() - began) / 1000);
}

/** Latency counts from when a turn was due, so that what a slow server holds back is not left out. */
export async function runOpenLoop(driver: Driver, options: OpenLoop): Promise<LoadResult> {
  const { conversations, perSecond, seconds } = options;
  const tally = createTally();
  const free = Array.from({ length: conversations }, (_, index) => index);
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const end = began + seconds * 1000;
  let unsent = 0;
  let due = began;
  const begin = (dueAt: number): void => {
    const index = free.shift();
    if (index === undefined) {
      unsent += 1;
      return;
    }
    const turn = driver.turn(index).then((done) => {
      tally.add(dueAt, done);
      free.push(index);
      underWay.delete(turn);
    });
    underWay.add(turn);
  };
  while (due < end) {
    for (const now = performance.now(); due <= now && due < end; ) {
      begin(due);
      due += (-Math.log(1 - Math.random()) * 1000) / perSecond;
    }
    await new Promise((next) => setTimeout(next, 1));
  }
  await Promise.all(underWay);
  return tally.result((performance.now() - began) / 1000, unsent);
}
