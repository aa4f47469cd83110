const redaction = (files) => [`src/understanding/redaction/${files}.ts`];
const redactionTests = (files) => [`test/understanding/redaction-${files}.test.ts`];

/**
 * What is mutated, part by part, and the tests that must notice: those that prove the part's promises by themselves. Whole
 * programs, browsers and databases would notice too, but a hundred times slower.
 *
 * @type {Readonly<Record<string, { readonly mutate: readonly string[], readonly tests: readonly string[] }>>}
 */
export const scopes = {
  // Redaction by its examples. Not by the properties, which find by luck what no example names, nor by the fuzz test, which
  // measures time.
  'redaction-codes': {
    mutate: redaction('{cards,numbers,recovery-codes,spoken-numbers,vocabulary/codes,vocabulary/numbers}'),
    tests: redactionTests('{cards,codes,leads,numbers,recovery-codes,spoken-numbers}'),
  },
  'redaction-passwords': {
    mutate: redaction('{password*,vocabulary/passwords,vocabulary/told-about}'),
    tests: redactionTests('{password*,told-about}'),
  },
  'redaction-contacts': {
    mutate: redaction('{emails,spelled-emails}'),
    tests: redactionTests('{contacts,emails}'),
  },
  'redaction-ordinary': {
    mutate: redaction(
      '{amounts,dates,labelled-numbers,ordinary-number*,vocabulary/{calendar,measures,things}}',
    ),
    tests: redactionTests('ordinary*'),
  },
  'redaction-text': {
    mutate: redaction('{fold,redact,span}'),
    tests: redactionTests('{codes,fold,passwords,text}'),
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
    // Not the simulation: it takes many seconds for each mutant.
    tests: ['test/turn/{engine,engine-limits,queue,two-engines}.test.ts'],
  },
};

/** The environment variable that tells the tests' configuration which scope is running. */
export const scopeVariable = 'LATCHKEY_MUTATE';
