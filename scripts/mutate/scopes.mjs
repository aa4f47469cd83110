/**
 * What is mutated, part by part, and the tests that must notice: those that prove the part's promises by themselves. Whole
 * programs, browsers and databases would notice too, but a hundred times slower.
 *
 * @type {Readonly<Record<string, { readonly mutate: readonly string[], readonly tests: readonly string[] }>>}
 */
export const scopes = {
  redaction: {
    mutate: ['src/understanding/redaction/**/*.ts'],
    // The examples. Not the properties, which find by luck what no example names, nor the fuzz test, which measures time.
    tests: ['test/understanding/redaction-!(fuzz).test.ts'],
  },
  decide: {
    mutate: ['src/understanding/decide.ts'],
    tests: ['test/understanding/decide.test.ts'],
  },
  order: {
    mutate: ['dialogs/progress.ts', 'dialogs/interruptions/{requests,answers,reading-guard}.ts'],
    tests: ['test/dialogs/progress.test.ts', 'test/dialogs/interruptions/*.test.ts'],
  },
  turn: {
    mutate: ['src/turn/{engine,queue}.ts'],
    tests: ['test/turn/{engine,queue,two-engines,simulation}.test.ts'],
  },
};

/** The environment variable that tells the tests' configuration which scope is running. */
export const scopeVariable = 'LATCHKEY_MUTATE';
