import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const main = resolve(import.meta.dirname, '..', '..', 'dist', 'main.js');
const hold = pathToFileURL(join(import.meta.dirname, 'hold.mjs')).href;
/** Much more than a start takes on two cores that others use as well. */
const startMs = 60_000;

/** The built program in a process of its own. */
export interface Program {
  readonly pid: number;
  /** All it has printed so far: its log, and what it complains of. */
  readonly printed: string;
  /** Settles when a program that was launched held has loaded its packages. */
  held(): Promise<void>;
  /** Lets a program that was launched held go on. */
  begin(): void;
  /** Its address, as soon as it serves. @throws with what it printed, when it ends before that or takes too long */
  serves(): Promise<string>;
  /** Ends it as a loss of power would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has. @returns its exit code; null when a signal ended it */
  stop(): Promise<number | null>;
  /** Settles with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

/**
 * Launches the built program, and nothing of this environment but `PATH` goes to it.
 *
 * @param folder its working folder, so that no `.env` is read; its database goes there, as `latchkey.db`
 * @param settings its environment; any free port is taken unless `PORT` says otherwise
 * @param isHeld true: it loads its packages and then waits for `begin`, so that a restart takes a fraction of the time
 */
export function launchProgram(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
  isHeld = false,
): Program {
  const child = spawn(process.execPath, [...(isHeld ? ['--import', hold] : []), main], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: `sqlite:${databaseOf(folder)}`,
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const one of waiting) one();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      look();
    });
  }
  // Who is killed while it is held leaves a pipe that nobody reads.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  void ended.then(look);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;

  const print = (pattern: RegExp): Promise<string> =>
    new Promise((found, failed) => {
      const settle = (finish: () => void): void => {
        clearTimeout(alarm);
        waiting.delete(one);
        finish();
      };
      const one = (): void => {
        const match = pattern.exec(printed);
        if (match) settle(() => found(match[1] ?? match[0]));
        else if (isOver()) settle(() => failed(new Error(`The program ended at its start:\n${printed}`)));
      };
      const tooLong = (): void => settle(() => failed(new Error(`The program takes too long:\n${printed}`)));
      const alarm = setTimeout(tooLong, startMs);
      waiting.add(one);
      one();
    });

  return {
    pid: child.pid ?? 0,
    get printed() {
      return printed;
    },
    async held() {
      await print(/^held$/m);
    },
    begin: () => void child.stdin.end('!'),
    serves: () => print(/^Help page: (http:\S+)\/$/m),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
    ended,
  };
}

/** The file of the database of a program launched in `folder`. */
export const databaseOf = (folder: string): string => join(folder, 'latchkey.db');
