import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/cluster/postgres.mjs';
import { launchProgram } from '../support/program.ts';
import type { Script } from './load/driver.ts';
import { childProgram } from './load/load.ts';
import { childrenCpuSeconds, cpuSeconds } from './process-use.ts';

/** A bot in a process of its own. */
export interface BotServer {
  readonly url: string;
  readonly pid: number;
  readonly script: Script;
  /** CPU seconds used so far, its database's included. */
  cpu(): number;
  stop(): Promise<void>;
}

export const secret = 'the-secret-of-the-bench';

/** Every limit off and every answer taken at once, since one machine plays a crowd. */
export const settings = {
  DIRECT_LINE_SECRET: secret,
  RATE_STARTS_PER_MINUTE: '0',
  RATE_POSTS_PER_MINUTE: '0',
  READING_MS: '0',
};

/** Opens step 1, where each message of the cycle has one reply. */
const latchkeyScript: Script = {
  opening: ['A personal account'],
  cycle: ['where am i', 'is this a scam?', 'repeat', 'thanks'],
};

const scripts = {
  echo: { opening: [], cycle: ['where am i', 'is this a scam?', 'repeat', 'thanks'] },
  waterfall: { opening: [], cycle: ['hello', 'red', 'small', 'yes'] },
} satisfies Readonly<Record<string, Script>>;

/** A bot to compare with. */
export async function startBot(name: keyof typeof scripts): Promise<BotServer> {
  const child = fork(childProgram(name), [], { stdio: ['ignore', 2, 2, 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  const pid = child.pid ?? 0;
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    script: scripts[name],
    cpu: () => cpuSeconds(pid),
    stop: async () => void child.kill('SIGKILL'),
  };
}

/** A folder for what a server keeps; removed by `remove`. */
export function newFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Latchkey as it is built, on SQLite. @param folder where its database is; a new one unless told */
export async function startLatchkey(
  folder?: string,
  database: Readonly<Record<string, string>> = {},
): Promise<BotServer> {
  const own = folder === undefined ? newFolder() : undefined;
  const program = launchProgram(folder ?? own?.path ?? '', { ...settings, ...database });
  const url = await program.serves();
  const { pid } = program;
  return {
    url,
    pid,
    script: latchkeyScript,
    cpu: () => cpuSeconds(pid),
    async stop() {
      await program.stop();
      own?.remove();
    },
  };
}

/** Latchkey on a PostgreSQL out of npm. */
export async function startLatchkeyOnPostgres(): Promise<BotServer> {
  const data = newFolder();
  const postgres = await startPostgres({ folder: data.path });
  const server = await startLatchkey(undefined, { DATABASE_URL: postgres.url });
  return {
    ...server,
    cpu: () => server.cpu() + childrenCpuSeconds(postgres.pid ?? 0),
    async stop() {
      await server.stop();
      await postgres.stop();
      data.remove();
    },
  };
}
