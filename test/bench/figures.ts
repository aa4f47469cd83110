import type { Results } from './measure-all.ts';
import { rounded } from './numbers.ts';
import { ratio } from './throughput.ts';

/** The figures that others compare from run to run; null: not measured. */
export function figuresOf(results: Results) {
  const { rounds, halfLoad, understood, stored, sockets, startUp } = results;
  const doors = [halfLoad.connector, halfLoad.directLine].filter((one) => one !== undefined);
  return {
    connectorVsEcho: rounded(ratio(rounds.connector, rounds.echo), 2),
    connectorVsWaterfall: rounded(ratio(rounds.connector, rounds.waterfall), 2),
    directLineVsEcho: rounded(ratio(rounds.directLine, rounds.echo), 2),
    // Of both doors the slower one.
    turnP50Ms: rounded(Math.max(...doors.map(({ p50Ms }) => p50Ms)), 1),
    turnP99Ms: rounded(Math.max(...doors.map(({ p99Ms }) => p99Ms)), 1),
    understandMedianMs: rounded(understood.medianMs, 3),
    understandP99Ms: rounded(understood.p99Ms, 3),
    turnCostMillionVsThousand: rounded(stored?.cpuRatio, 2),
    socketsHeld: sockets.held,
    socketsRssMiB: rounded(sockets.rssMiB),
    startToGreetingMs: rounded(startUp.greetingMs),
    launcherGzipBytes: rounded(startUp.launcherGzipBytes),
  };
}
