import type { LoadResult } from './load/loops.ts';
import type { Contender } from './throughput.ts';

/** What came of a load that is `times` what the server can do. */
export interface Overload extends LoadResult {
  readonly times: number;
  readonly offeredPerSecond: number;
}

/** As many as the load generator can keep connections open. */
const conversations = 4_000;
/** Between two loads, for what is left of the one before. */
const restMs = 1_000;

/** Sends a server 1, 2 and 5 times the turns that it can take. @param capacity turns a second */
export async function overload(
  { load }: Contender,
  capacity: number,
  seconds: number,
): Promise<readonly Overload[]> {
  await load.open(conversations);
  const results: Overload[] = [];
  for (const times of [1, 2, 5]) {
    const offeredPerSecond = capacity * times;
    results.push({
      times,
      offeredPerSecond,
      ...(await load.openLoop({ conversations, perSecond: offeredPerSecond, seconds })),
    });
    await new Promise((rested) => setTimeout(rested, restMs));
  }
  return results;
}
