import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type HeldSockets, holdSockets } from './held-sockets.ts';
import { childProgram } from './load/load.ts';
import type { LoadResult } from './load/loops.ts';
import { type Overload, overload } from './overload.ts';
import { startBot, startLatchkey, startLatchkeyOnPostgres } from './servers.ts';
import { measureStartUp, type StartUp } from './start-up.ts';
import { compareStored, type StoredConversations } from './stored-conversations.ts';
import { type Contender, contender, medianOf, type Round, runRounds } from './throughput.ts';

/** How much is measured. */
export interface Size {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly starts: number;
  /** Of so many development lines one is read. */
  readonly oneLineOf: number;
  readonly sockets: number;
  /** How many stored conversations are compared with a thousand; 0: none are. */
  readonly stored: number;
  readonly overloads: boolean;
  readonly postgres: boolean;
}

/** The doors and bots that are compared, by how a report names them. */
export const names = {
  echo: 'echo bot, nothing stored',
  waterfall: 'three-question waterfall, `MemoryStorage`',
  connector: 'Latchkey, `/api/messages`, SQLite',
  directLine: 'Latchkey, Direct Line, SQLite',
  connectorPostgres: 'Latchkey, `/api/messages`, PostgreSQL',
  directLinePostgres: 'Latchkey, Direct Line, PostgreSQL',
} as const;

export type Name = keyof typeof names;

export interface Understood {
  readonly lines: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly greatestMs: number;
}

export interface Results {
  readonly rounds: Readonly<Partial<Record<Name, readonly Round[]>>>;
  /** At half of the greatest load. */
  readonly halfLoad: Readonly<Partial<Record<Name, LoadResult>>>;
  readonly overloads: readonly Overload[];
  readonly understood: Understood;
  readonly startUp: StartUp;
  readonly sockets: HeldSockets;
  readonly stored: StoredConversations | undefined;
}

/** Measures one thing after another. @param say told what is under way */
export async function measureAll(size: Size, say: (text: string) => void): Promise<Results> {
  say('start to greeting');
  const startUp = await measureStartUp(size.starts);
  say('understanding');
  const understood = await measureUnderstanding(size.oneLineOf);
  const turns = await measureTurns(size, say);
  say(`${size.sockets} open sockets`);
  const sockets = await holdSockets(size.sockets, 2 * size.seconds);
  if (size.stored > 0) say(`${size.stored} stored conversations`);
  const stored = size.stored > 0 ? await compareStored(size.stored, size.seconds, size.rounds) : undefined;
  return { ...turns, understood, startUp, sockets, stored };
}

async function measureUnderstanding(oneOf: number): Promise<Understood> {
  const child = fork(childProgram('understanding'), [String(oneOf)], { stdio: ['ignore', 2, 2, 'ipc'] });
  const [understood] = (await once(child, 'message')) as [Understood];
  return understood;
}

async function measureTurns(
  size: Size,
  say: (text: string) => void,
): Promise<Pick<Results, 'rounds' | 'halfLoad' | 'overloads'>> {
  const echo = await startBot('echo');
  const waterfall = await startBot('waterfall');
  const latchkey = await startLatchkey();
  const postgres = size.postgres ? await startLatchkeyOnPostgres() : undefined;
  const contenders = {
    echo: contender(names.echo, echo, 'connector'),
    waterfall: contender(names.waterfall, waterfall, 'connector'),
    connector: contender(names.connector, latchkey, 'connector'),
    directLine: contender(names.directLine, latchkey, 'directLine'),
    ...(postgres && {
      connectorPostgres: contender(names.connectorPostgres, postgres, 'connector'),
      directLinePostgres: contender(names.directLinePostgres, postgres, 'directLine'),
    }),
  } satisfies Partial<Record<Name, Contender>>;
  try {
    say('turns, side by side');
    const all = await runRounds(Object.values(contenders), size);
    const rounds: Partial<Record<Name, readonly Round[]>> = Object.fromEntries(
      Object.keys(contenders).map((name, index) => [name, all[index] ?? []]),
    );
    say('half of the greatest load');
    const halfLoad: Partial<Record<Name, LoadResult>> = {};
    for (const name of ['connector', 'directLine'] as const) {
      halfLoad[name] = await atHalfLoad(contenders[name], greatest(rounds[name]), 2 * size.seconds);
    }
    if (size.overloads) say('more than it can do');
    const overloads = size.overloads
      ? await overload(contenders.connector, greatest(rounds.connector), size.seconds)
      : [];
    return { rounds, halfLoad, overloads };
  } finally {
    for (const { load } of Object.values(contenders)) load.stop();
    for (const server of [echo, waterfall, latchkey, postgres]) await server?.stop();
  }
}

const greatest = (rounds: readonly Round[] | undefined): number =>
  medianOf(rounds, ({ perSecond }) => perSecond);

/** Over so many conversations, so that hardly one is due while its last turn is under way. */
const spread = 200;

async function atHalfLoad({ load }: Contender, capacity: number, seconds: number): Promise<LoadResult> {
  await load.open(spread);
  return await load.openLoop({ conversations: spread, perSecond: capacity / 2, seconds });
}
