import { rssMiB } from './process-use.ts';
import { startLatchkey } from './servers.ts';
import { contender } from './throughput.ts';

export interface HeldSockets {
  readonly held: number;
  readonly rssMiB: number;
  /** What each open conversation adds to the memory of the process. */
  readonly kibEach: number;
  /** Of a message that one of those people sends. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

const perSecond = 20;

/** Has `count` people with an open socket each on one process, of whom a few talk. */
export async function holdSockets(count: number, seconds: number): Promise<HeldSockets> {
  const server = await startLatchkey();
  // Greeted is enough: nobody waits with an answer under way.
  const quiet = { ...server, script: { ...server.script, opening: [] } };
  const { load } = contender('sockets', quiet, 'directLine');
  try {
    // Code that runs for the first time takes memory, too.
    const first = Math.min(200, Math.ceil(count / 10));
    await load.open(first);
    const before = rssMiB(server.pid);
    await load.open(count);
    const after = rssMiB(server.pid);
    const { p50Ms, p99Ms, failed, shed } = await load.openLoop({ conversations: count, perSecond, seconds });
    return {
      held: count,
      rssMiB: Math.max(after, rssMiB(server.pid)),
      kibEach: (1024 * (after - before)) / (count - first),
      p50Ms,
      p99Ms,
      failed: failed + shed,
    };
  } finally {
    load.stop();
    await server.stop();
  }
}
