import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { onTestFinished } from 'vitest';

const project = resolve(import.meta.dirname, '..', '..');

/**
 * Makes a program of one of our files, so that a test can run it as a process of its own.
 *
 * @param entry its path from the project's folder
 * @param folder where to put it
 * @returns the path of the program
 */
export function buildChildProgram(entry: string, folder: string): string {
  const outfile = join(folder, 'child.cjs');
  buildSync({
    entryPoints: [join(project, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** A process that a test has started. */
export interface Child {
  /** The lines it has printed so far. */
  readonly lines: readonly string[];
  /** Settles with its exit code when it has ended and all it printed has been read; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it as a loss of power would. */
  kill(): void;
}

/** Starts a program made by `buildChildProgram`; it is killed when the test has finished. */
export function startChild(program: string, args: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NODE_PATH: join(project, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const ended = new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done(code));
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  onTestFinished(kill);
  return {
    // What stands after the last line break is a line only half printed.
    get lines() {
      return text.split('\n').slice(0, -1);
    },
    ended,
    kill,
  };
}
