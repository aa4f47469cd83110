import { configDefaults, defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';
import { requirements } from './test/requirements.ts';
import { requirementReporter } from './test/support/requirement-reporter.ts';

/** What only a run of everything reports: the counts that `.ci/run` reads, and the gate of requirements. */
const fullRunReporters = (): [['json', { outputFile: string }], Reporter] => [
  ['json', { outputFile: 'reports/tests.json' }],
  // Where nothing may be skipped (CI), a requirement whose tests were skipped fails as well.
  requirementReporter(requirements, process.env['CI'] !== undefined, (line) =>
    process.stdout.write(`${line}\n`),
  ),
];

/** Those that need a real PostgreSQL, which takes a second to start. */
const postgresFiles = 'test/{store,turn}/**/*postgres*.test.ts';

/**
 * `npm test` runs with `--mode full`: everything, with the gate of requirements. A run of one folder
 * (`npx vitest run test/turn`) has no gate.
 *
 * Three projects, because they want different things: `main` runs two files at a time; so does `postgres`, with a real
 * PostgreSQL that is started once; `e2e` starts real processes and real browsers, which measure time, so its files run
 * alone and after the others.
 */
export default defineConfig(({ mode }) => ({
  test: {
    allowOnly: false,
    // Processes, not threads: a native module that aborts (libsql) takes one file with it, and its name is told.
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', ...(mode === 'full' ? fullRunReporters() : [])],
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/e2e/**', postgresFiles],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [postgresFiles],
          globalSetup: ['test/support/postgres-once.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build-once.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}));
