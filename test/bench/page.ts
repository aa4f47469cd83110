import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { figuresOf } from './figures.ts';
import { type Name, names, type Results } from './measure-all.ts';
import { rounded } from './numbers.ts';
import { conversationsAtOnce, medianOf, ratio } from './throughput.ts';

/** Under which circumstances a run was made, as a sentence. */
export function describeMachine(run: {
  readonly loadBefore: number;
  readonly minutes: number;
  readonly arguments: readonly string[];
}): string {
  const [cpu] = cpus();
  const command = ['npm run bench', ...(run.arguments.length > 0 ? ['--', ...run.arguments] : [])].join(' ');
  const loads = [run.loadBefore, loadavg()[0] ?? Number.NaN]
    .map((load) => load.toFixed(1))
    .join(' at the start and ');
  return (
    `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)} at commit ${commit()}, ` +
    `in ${run.minutes.toFixed(1)} minutes: Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, load average ${loads} at the end ` +
    '(the bench itself keeps about two busy).'
  );
}

function commit(): string {
  try {
    const ask = (...args: string[]): string =>
      execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
    return `${ask('rev-parse', '--short', 'HEAD')}${ask('status', '--porcelain', 'src', 'dialogs') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

type Row = readonly (string | number | null)[];

const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell ?? '–').join(' | ')} |`)
    .join('\n');

/** The page about performance, as Markdown. */
export function page(results: Results, machine: string): string {
  return `${[
    '# Performance',
    machine,
    'Machines differ and are busy with other things, so ratios count: what is compared ran side by side, in turns of a few ' +
      'seconds, and a ratio is the median of the rounds. Load generator and servers are processes of their own. Durable means ' +
      'what it means in production: SQLite with WAL and `synchronous=FULL`, PostgreSQL with `synchronous_commit=on`.',
    goals(results),
    '## Turns',
    `${conversationsAtOnce} conversations talk, each as soon as it has its reply. Every turn has one reply, and ends when that is ` +
      'delivered: posted to the channel, or read from the socket. The bots compared with run on the same SDK and restify; ' +
      'neither keeps anything on disk.',
    turnsTable(results),
    'Where the time of a turn goes stands in [performance-profile.md](performance-profile.md).',
    ...overloadPart(results),
    ...memoryPart(results),
    ...storedPart(results),
  ].join('\n\n')}\n`;
}

function goals(results: Results): string {
  const figures = figuresOf(results);
  const { sockets, stored } = results;
  const rows: Row[] = [
    [
      'turn through `/api/messages`, against the echo bot',
      figures.connectorVsEcho,
      '≥ 1.0 (never under 0.8)',
    ],
    [
      'turn through `/api/messages`, against the waterfall',
      figures.connectorVsWaterfall,
      '≥ 1.5 (never under 1.2)',
    ],
    ['turn through Direct Line, against the echo bot', figures.directLineVsEcho, '≥ 1.5 (never under 1.2)'],
    ['latency at half of the greatest load, p50, slower door', ms(figures.turnP50Ms), '≤ 5 ms'],
    ['the same, p99', ms(figures.turnP99Ms), '≤ 50 ms'],
    [
      `understanding a message, median of ${results.understood.lines}`,
      ms(figures.understandMedianMs),
      '≤ 0.3 ms',
    ],
    ['the same, p99', ms(figures.understandP99Ms), '≤ 2 ms'],
    [
      `memory of the process with ${sockets.held} open sockets`,
      `${figures.socketsRssMiB} MiB`,
      '10,000 in ≤ 1 GiB',
    ],
    ['a message among them, p99', ms(rounded(sockets.p99Ms, 1)), '≤ 100 ms'],
    [
      `CPU of a turn at ${stored?.many ?? 'a million'} stored conversations, against 1,000`,
      figures.turnCostMillionVsThousand,
      '≤ 1.2 at a million',
    ],
    ['start of the program to the first greeting', ms(figures.startToGreetingMs), '≤ 2,500 ms'],
    ['what an embedding page loads, gzipped', `${figures.launcherGzipBytes} bytes`, '≤ 6 KB'],
  ];
  return table(['what', 'measured', 'to reach'], rows);
}

const ms = (value: number | null): string | null => (value === null ? null : `${value} ms`);

function turnsTable({ rounds, halfLoad }: Results): string {
  const rows = (Object.keys(rounds) as Name[]).map((name): Row => {
    const own = rounds[name];
    const half = halfLoad[name];
    return [
      names[name],
      rounded(medianOf(own, ({ perSecond }) => perSecond)),
      rounded(ratio(own, rounds.echo), 2),
      rounded(ratio(own, rounds.waterfall), 2),
      rounded(
        medianOf(own, ({ cpuMs }) => cpuMs),
        2,
      ),
      rounded(
        ratio(rounds.echo, own, ({ cpuMs }) => cpuMs),
        2,
      ),
      rounded(
        medianOf(own, ({ loadCpuMs }) => loadCpuMs),
        2,
      ),
      half ? `${rounded(half.p50Ms, 1)} / ${rounded(half.p99Ms, 1)}` : null,
      (own ?? []).reduce((sum, { failed }) => sum + failed, 0),
    ];
  });
  const head = [
    'bot and door',
    'turns/s',
    '× echo',
    '× waterfall',
    'CPU ms a turn',
    '× echo by CPU',
    "load's CPU ms a turn",
    'p50 / p99 ms at half load',
    'failed',
  ];
  return table(head, rows);
}

function overloadPart({ overloads }: Results): string[] {
  if (overloads.length === 0) return [];
  return [
    '## More than it can do',
    'Turns through `/api/messages` begin at a fixed rate, whatever becomes of those before. *Shed* are those answered 503 or 429 ' +
      'with `Retry-After`; *held back* are those for which the load generator had no conversation left.',
    table(
      ['load', 'offered/s', 'replied/s', 'p50 / p99 ms', 'replied', 'shed', 'failed', 'held back'],
      overloads.map((one) => [
        `${one.times} ×`,
        rounded(one.offeredPerSecond),
        rounded(one.perSecond),
        `${rounded(one.p50Ms)} / ${rounded(one.p99Ms)}`,
        one.turns,
        one.shed,
        one.failed,
        one.unsent,
      ]),
    ),
  ];
}

function memoryPart({ sockets }: Results): string[] {
  return [
    '## People who wait',
    `${sockets.held} people with an open socket each on one process: ${rounded(sockets.rssMiB)} MiB in all, ` +
      `${rounded(sockets.kibEach, 1)} KiB each. While 20 of them a second say something, a reply takes ` +
      `${rounded(sockets.p50Ms, 1)} ms (p50) and ${rounded(sockets.p99Ms, 1)} ms (p99). A conversation without a socket takes none: ` +
      'it lies in the database.',
  ];
}

function storedPart({ stored }: Results): string[] {
  if (!stored) return [];
  const row = (count: number, rounds: typeof stored.fewRounds): Row => [
    count,
    rounded(medianOf(rounds, ({ perSecond }) => perSecond)),
    rounded(
      medianOf(rounds, ({ cpuMs }) => cpuMs),
      2,
    ),
    `${rounded(medianOf(rounds, ({ p50Ms }) => p50Ms))} / ${rounded(medianOf(rounds, ({ p99Ms }) => p99Ms))}`,
  ];
  return [
    '## Many stored conversations',
    'Each with its row and 20 lines of log, on SQLite; each turn goes to another of them, through Direct Line by POST and GET.',
    table(
      ['stored', 'turns/s', 'CPU ms a turn', 'p50 / p99 ms'],
      [row(stored.few, stored.fewRounds), row(stored.many, stored.manyRounds)],
    ),
    `Cost of a turn: × ${rounded(stored.cpuRatio, 2)} by CPU, × ${rounded(stored.timeRatio, 2)} by throughput.`,
  ];
}
