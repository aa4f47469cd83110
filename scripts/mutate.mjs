/**
 * Mutation testing: `npm run mutate -- [scope] [file…]`. Breaks the code of a scope (or of some files of it) in one small
 * way after another, and tells which breaks no test noticed. Without a scope it runs all of them, one after the other;
 * `redaction` stands for all that begin so.
 * Reports go to reports/mutation/; what the last runs found stands in docs/mutation.md.
 */
import { Stryker } from '@stryker-mutator/core';
import { scopes, scopeVariable } from './mutate/scopes.mjs';

const [wanted, ...files] = process.argv.slice(2);
const names = Object.keys(scopes).filter(
  (name) => wanted === undefined || name === wanted || name.startsWith(`${wanted}-`),
);
if (names.length === 0) {
  console.error(`There is no scope "${wanted}". Scopes: ${Object.keys(scopes).join(', ')}.`);
  process.exit(2);
}

for (const scope of names) {
  process.env[scopeVariable] = scope;
  await new Stryker({
    mutate: files.length > 0 ? files : [...scopes[scope].mutate],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutate/vitest.config.mjs', related: false },
    // Of what is built, only the model is wanted; the rest may be built anew meanwhile.
    ignorePatterns: ['reports', 'data', 'docs', 'dist/*.*', 'dist/web'],
    concurrency: 1,
    timeoutMS: 4_000,
    disableTypeChecks: false,
    cleanTempDir: 'always',
    reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `reports/mutation/${scope}.html` },
    jsonReporter: { fileName: `reports/mutation/${scope}.json` },
    allowEmpty: false,
    allowConsoleColors: false,
  }).runMutationTest();
}
