/**
 * The arrows of this house: which folder may know of which. Each rule says why it is there; break one, and its name and
 * reason are printed.
 *
 *   main → app → server → channels → turn → store
 *               app → bot → dialogs → understanding, speech
 */

/** The bot: its handler, and how it is run on an input with a state of that attempt's own. */
const bot = '^src/(bot|run-bot|attempt-state)\\.ts$';

/** Types of plain data, known everywhere a state or an activity passes through. */
const plainData = '^src/store/json\\.ts$';

/** What runs in a browser: in our pages, and on those of others. */
const browserCode = '^src/web/(browser|launcher)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea in two places. Types count: a cycle of types is a cycle of ideas.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { circular: true },
    },
    {
      name: 'no-missing-files',
      comment: 'What cannot be found here fails at the start of the program elsewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'store-knows-nobody',
      comment:
        'The store writes what it is given. It must not know who talks, or a schema would follow a conversation.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^(src|dialogs)/', pathNot: ['^src/store/', '^src/(errors|clock)\\.ts$'] },
    },
    {
      name: 'turn-knows-only-the-store',
      comment:
        'A turn queues, runs, commits and delivers whatever bot it is given as a function; so it can be simulated with ' +
        'any bot, store and clock.',
      severity: 'error',
      from: { path: '^src/turn/' },
      to: { path: '^(src|dialogs)/', pathNot: ['^src/(turn|store)/', '^src/(errors|clock)\\.ts$'] },
    },
    {
      name: 'understanding-is-pure',
      comment:
        'Text in, meaning out: no channel, no state, no sentence. So it can be measured alone and replaced.',
      severity: 'error',
      from: { path: '^src/understanding/' },
      to: { path: '^(src|dialogs)/', pathNot: ['^src/understanding/', '^src/(errors|yaml-file)\\.ts$'] },
    },
    {
      name: 'speech-says-what-it-is-told',
      comment:
        'Speech turns keys and parameters into reviewed words. It knows the names of questions, and nothing of the flow.',
      severity: 'error',
      from: { path: '^src/speech/' },
      to: {
        path: '^(src|dialogs)/',
        pathNot: ['^src/(speech|understanding)/', '^src/(errors|yaml-file)\\.ts$'],
      },
    },
    {
      name: 'dialogs-are-flow-only',
      comment:
        'Dialogs say what comes after what. How words arrive, are stored and are sent is not theirs, so that a step can ' +
        'be written, read and tested without any of it.',
      severity: 'error',
      from: { path: '^dialogs/' },
      to: { path: '^src/', pathNot: ['^src/(understanding|speech)/', '^src/(errors|clock)\\.ts$'] },
    },
    {
      name: 'bot-hands-over-to-dialogs',
      comment:
        'bot.ts says what each kind of activity leads to. It does not reach for a socket, a queue or a table.',
      severity: 'error',
      from: { path: '^src/bot\\.ts$' },
      to: { path: '^src/(server|channels|turn|store|web|reminders)/', pathNot: [plainData] },
    },
    {
      name: 'channels-do-not-look-up',
      comment:
        'A channel translates between its protocol and a turn. It does not know the HTTP server that carries it, nor the ' +
        'bot that answers: app.ts hands it both.',
      severity: 'error',
      from: { path: '^src/channels/' },
      to: { path: ['^src/(server|web|cli)/', '^src/(bot|app|main)\\.ts$', '^dialogs/'] },
    },
    {
      name: 'reminders-begin-turns',
      comment:
        'A reminder that falls due is an input like those of a channel, made here. It knows neither the HTTP server nor what ' +
        'is said: whether anybody waits for it, the dialogs decide.',
      severity: 'error',
      from: { path: '^src/reminders/' },
      to: { path: ['^src/(server|web|cli|understanding)/', '^src/(app|main)\\.ts$', '^dialogs/'] },
    },
    {
      name: 'server-knows-no-conversation',
      comment: 'Routes, limits and headers are the same whatever is said.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: ['^src/(understanding|speech)/', '^src/(bot|app|main)\\.ts$', '^dialogs/'] },
    },
    {
      name: 'only-the-top-knows-the-app',
      comment: 'app.ts wires everything together; whoever imports it imports everything.',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: ['^src/(app|main)\\.ts$', '^src/cli/'] },
      to: { path: '^src/(app|main)\\.ts$' },
    },
    {
      name: 'bot-framework-has-its-places',
      comment:
        'The Bot Framework SDK has reached its end of maintenance. A move to its successor must touch bot.ts, channels/ ' +
        'and dialogs/ alone, so nothing else may know its types.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: [bot, '^src/channels/', browserCode] },
      to: { path: ['(^|/)node_modules/(botbuilder|botframework)', '^(botbuilder|botframework)'] },
    },
    {
      name: 'restify-in-server-only',
      comment: 'restify has broken on new Node versions before. One folder knows it, so it can be swapped.',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: '^src/server/' },
      to: { path: ['(^|/)node_modules/(@types/)?restify(-|/|$)', '^restify'] },
    },
    {
      name: 'database-in-store-only',
      comment:
        'Every value that is bound passes one guard in the store (libsql aborts the process on some). A query written ' +
        'elsewhere would go round it.',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: '^src/store/' },
      to: { path: ['(^|/)node_modules/(kysely|libsql|@libsql|pg)(/|$)', '^(kysely|libsql|pg)($|/)'] },
    },
    {
      name: 'browser-code-stands-alone',
      comment: 'It runs in a browser: whatever it imported of the server would be sent to everyone.',
      severity: 'error',
      from: { path: browserCode },
      to: { path: '^(src|dialogs)/', pathNot: [browserCode, '^src/web/shared/'] },
    },
    {
      name: 'server-runs-no-browser-code',
      comment: 'Browser code is built into files of its own; the server sends those, it does not run them.',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: browserCode },
      to: { path: browserCode },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'A test may import anything; nothing may lean on a test.',
      severity: 'error',
      from: { path: '^(src|dialogs|scripts)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-dev-dependencies-at-run-time',
      comment: 'They are not there after `npm ci --omit=dev`. (Browser code is bundled, so it may use them.)',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: browserCode },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '/node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are dependencies too: an arrow of types is an arrow of ideas.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'tsc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
    },
  },
};
