import fc from 'fast-check';

/** What a property is run with; seed and path replay a failure. */
export interface Runs {
  readonly numRuns: number;
  readonly seed?: number;
  readonly path?: string;
}

/**
 * Reads `SIM_RUNS`, `SIM_SEED` and `SIM_PATH` from the environment.
 *
 * @param runsByDefault how many runs there are when the environment does not say
 */
export function runsFrom(env: NodeJS.ProcessEnv, runsByDefault: number): Runs {
  const seed = env['SIM_SEED'];
  const path = env['SIM_PATH'];
  return {
    numRuns: Number(env['SIM_RUNS'] ?? runsByDefault),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}

/** The command that runs the failed case again, and it alone. */
const replayCommand = (file: string, title: string, seed: number, path: string | null): string =>
  `SIM_SEED=${seed} SIM_PATH=${path ?? ''} npx vitest run ${file} -t '${title}'`;

/** Checks a property; when it fails, the error begins with the command that replays it. */
export async function assertReplayable<T>(
  property: fc.IAsyncProperty<T>,
  runs: Runs,
  { file, title }: { readonly file: string; readonly title: string },
): Promise<void> {
  const result = await fc.check(property, { ...runs, endOnFailure: runs.path !== undefined });
  if (!result.failed) return;
  const report = (await fc.asyncDefaultReportMessage(result)) ?? '';
  throw new Error(
    `Replay with: ${replayCommand(file, title, result.seed, result.counterexamplePath)}\n${report}`,
    { cause: result.errorInstance },
  );
}
