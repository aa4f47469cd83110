import { defineConfig } from 'vitest/config';
import { scopes, scopeVariable } from './scopes.mjs';

/** Only the tests of the scope that is being mutated, in one process. */
export default defineConfig({
  test: {
    include: [...scopes[process.env[scopeVariable]].tests],
    testTimeout: 20_000,
    maxWorkers: 1,
    isolate: false,
    reporters: ['dot'],
  },
});
