import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Script } from './driver.ts';
import type { ClosedLoop, LoadResult, OpenLoop } from './loops.ts';

/** Whom the load talks with, and by which door. */
export interface LoadTarget {
  readonly door: 'connector' | 'directLine' | 'stored';
  readonly url: string;
  readonly script: Script;
  /** `DIRECT_LINE_SECRET`, for stored conversations. */
  readonly secret: string;
}

export type LoadCommand =
  | { readonly kind: 'open'; readonly count: number }
  | ({ readonly kind: 'closed' } & ClosedLoop)
  | ({ readonly kind: 'open loop' } & OpenLoop);

/** A load generator in a process of its own; one command at a time. */
export interface Load {
  readonly pid: number;
  /** Begins conversations until there are `count`. */
  open(count: number): Promise<void>;
  closedLoop(options: ClosedLoop): Promise<LoadResult>;
  openLoop(options: OpenLoop): Promise<LoadResult>;
  stop(): void;
}

/** Where the build of the bench leaves its programs: beside this one. */
export const childProgram = (name: string): string => join(import.meta.dirname, `bench-${name}-child.mjs`);

export function startLoad(target: LoadTarget): Load {
  const child = fork(childProgram('load'), [JSON.stringify(target)], { stdio: ['ignore', 2, 2, 'ipc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The load generator has ended.');
  });
  // It is meant to end when nobody waits for it.
  ended.catch(() => undefined);
  const call = async (command: LoadCommand): Promise<unknown> => {
    child.send(command);
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as [
      { readonly result?: unknown; readonly error?: string },
    ];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  };
  return {
    pid: child.pid ?? 0,
    open: async (count) => void (await call({ kind: 'open', count })),
    closedLoop: async (options) => (await call({ kind: 'closed', ...options })) as LoadResult,
    openLoop: async (options) => (await call({ kind: 'open loop', ...options })) as LoadResult,
    stop: () => void child.kill('SIGKILL'),
  };
}
