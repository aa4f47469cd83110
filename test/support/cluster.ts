import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../scripts/cluster/postgres.mjs';

const script = resolve(import.meta.dirname, '..', '..', 'scripts', 'cluster.mjs');
const startMs = 60_000;

/** The processes that can be killed. */
export const members = ['server 1', 'server 2', 'postgres'] as const;
export type Member = (typeof members)[number];

/** What `npm run cluster` runs, in processes of its own. */
export interface Cluster {
  /** The front's address. */
  readonly url: string;
  /** Ends a process as a loss of power would. */
  kill(member: Member): void;
  /** Settles when a member that was killed serves again. */
  isBack(member: Member): Promise<void>;
  /** The address of a server, without the front. */
  addressOf(member: Exclude<Member, 'postgres'>): string;
  /** How often `text` was printed. */
  count(text: string): number;
}

/** Starts a cluster; it is stopped when the test has finished. @param settings the servers' environment */
export async function startCluster(settings: Readonly<Record<string, string>>): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-cluster-'));
  const port = await freePort();
  const child = spawn(process.execPath, [script, folder], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close');
  void ended.then(() => {
    for (const look of waiting) look();
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const find = (pattern: RegExp): string[] => [...printed.matchAll(pattern)].map(([, found = '']) => found);
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((done, failed) => {
      const settle = (finish: () => void): void => {
        clearTimeout(alarm);
        waiting.delete(look);
        finish();
      };
      const look = (): void => {
        if (holds()) settle(done);
        else if (child.exitCode !== null)
          settle(() => failed(new Error(`The cluster has ended:\n${printed}`)));
      };
      const tooLong = (): void =>
        settle(() => failed(new Error(`The cluster takes too long:\n${printed.slice(-4000)}`)));
      const alarm = setTimeout(tooLong, startMs);
      waiting.add(look);
      look();
    });
  /** What a member prints when it serves. */
  const serving = (member: Member): RegExp =>
    member === 'postgres'
      ? /^postgres \| process (\d+)$/gm
      : new RegExp(`^${member} \\| Help page: (\\S+)/$`, 'gm');
  const processes = (member: Member): string[] => find(new RegExp(`^${member} \\| process (\\d+)$`, 'gm'));

  const kills = { 'server 1': 0, 'server 2': 0, postgres: 0 };
  await until(() => /^Help page: /m.test(printed));
  return {
    url: `http://127.0.0.1:${port}`,
    kill: (member) => {
      kills[member] += 1;
      process.kill(Number(processes(member).at(-1)), 'SIGKILL');
    },
    isBack: (member) => until(() => find(serving(member)).length > kills[member]),
    addressOf: (member) => find(serving(member)).at(-1) ?? '',
    count: (text) => printed.split(text).length - 1,
  };
}
