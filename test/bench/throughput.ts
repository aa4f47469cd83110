import { type Load, type LoadTarget, startLoad } from './load/load.ts';
import { median } from './numbers.ts';
import { cpuSeconds } from './process-use.ts';
import { type BotServer, secret } from './servers.ts';

/** A bot by one of its doors, with a load of its own. */
export interface Contender {
  readonly name: string;
  readonly server: BotServer;
  readonly load: Load;
}

export const contender = (name: string, server: BotServer, door: LoadTarget['door']): Contender => ({
  name,
  server,
  load: startLoad({ door, url: server.url, script: server.script, secret }),
});

/** What one contender did in one round. */
export interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU of the server a turn, in ms. */
  readonly cpuMs: number;
  /** CPU of the load generator a turn, in ms. */
  readonly loadCpuMs: number;
  readonly failed: number;
}

export const conversationsAtOnce = 64;

/** Lets one contender talk as fast as it can. */
async function runRound({ server, load }: Contender, seconds: number): Promise<Round> {
  await load.open(conversationsAtOnce);
  const before = { server: server.cpu(), load: cpuSeconds(load.pid) };
  const { turns, perSecond, p50Ms, p99Ms, shed, failed } = await load.closedLoop({
    atOnce: conversationsAtOnce,
    seconds,
  });
  return {
    perSecond,
    p50Ms,
    p99Ms,
    cpuMs: (1000 * (server.cpu() - before.server)) / turns,
    loadCpuMs: (1000 * (cpuSeconds(load.pid) - before.load)) / turns,
    failed: failed + shed,
  };
}

export interface RoundOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/**
 * Lets the contenders talk one after another, in several rounds, so that what else the machine does meets all of them.
 *
 * @returns the rounds of each, in the order of `contenders`
 */
export async function runRounds(
  contenders: readonly Contender[],
  { rounds, seconds, warmUpSeconds }: RoundOptions,
): Promise<readonly (readonly Round[])[]> {
  for (const one of contenders) await runRound(one, warmUpSeconds);
  const results: Round[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, one] of contenders.entries()) results[index]?.push(await runRound(one, seconds));
  }
  return results;
}

/** How many times as much `ours` is as `theirs`, round by round: the median. */
export const ratio = (
  ours: readonly Round[] = [],
  theirs: readonly Round[] = [],
  of: (round: Round) => number = ({ perSecond }) => perSecond,
): number =>
  median(
    ours.flatMap((round, index) => {
      const other = theirs[index];
      return other ? [of(round) / of(other)] : [];
    }),
  );

export const medianOf = (rounds: readonly Round[] = [], of: (round: Round) => number): number =>
  median(rounds.map(of));
