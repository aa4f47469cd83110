import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { storeUnavailable } from './availability.ts';
import { checkBind } from './bind-guard.ts';

/** As many as keep two cores of a database busy; a server that needs more should be two servers. */
const connectionsAtMost = 10;

/** In ms. A turn's own statements take about one; what takes seconds waits for somebody who is gone. */
const timeouts = {
  /** For a connection, free or new: as long as may wait what finds all of them at work. */
  connectionTimeoutMillis: 4_000,
  lock_timeout: 1_500,
  statement_timeout: 2_500,
  /** A server that stops in mid-turn must not keep the others from its conversation. */
  idle_in_transaction_session_timeout: 5_000,
  /** Told by this side: finds a connection whose other end is gone without a word. */
  query_timeout: 3_000,
};

export interface PostgresOptions {
  readonly url: string;
  /** Told of each connection that was lost. */
  readonly trouble: (error: unknown) => void;
  /** True: statements may take and wait as long as they like; for changes of the schema. */
  readonly isPatient?: boolean;
}

/** What every connection of this program has in common. */
export const connectionTo = (url: string): pg.ClientConfig => ({
  connectionString: url,
  fallback_application_name: 'latchkey',
  keepAlive: true,
  connectionTimeoutMillis: timeouts.connectionTimeoutMillis,
});

/** Opens a PostgreSQL database for Kysely, durable after each commit, on a pool of connections. */
export function postgresDialect({ url, trouble, isPatient = false }: PostgresOptions): Dialect {
  const pool = new pg.Pool({
    ...connectionTo(url),
    ...(isPatient ? {} : timeouts),
    max: isPatient ? 1 : connectionsAtMost,
    types: { getTypeParser },
  });
  // Each connection tells of its end itself; without a listener here too, that would be the end of the process.
  pool.on('error', () => undefined);
  const connections = new WeakMap<pg.PoolClient, Connection>();
  /** Counts the losses: what ends one connection has as a rule ended all that were made before. */
  let losses = 0;
  const lost = (error: unknown): void => {
    losses += 1;
    trouble(error);
  };
  // Before anyone has it: what ends a connection may come in one packet with the news that it is there.
  pool.on('connect', (client) => {
    connections.set(client, { ...guardedClient(client, lost), madeAfter: losses, isNew: true });
  });
  const connect = async (): Promise<Connection> => {
    for (;;) {
      const client = await pool.connect().catch((error: unknown) => {
        throw asUnavailable(error);
      });
      const connection = connections.get(client);
      if (connection?.isNew) return await begin(connection);
      if (connection?.madeAfter === losses) return connection;
      client.release(true);
    }
  };
  return new PostgresDialect({ pool: { connect, end: () => pool.end() } });
}

interface Connection extends PostgresPoolClient {
  /** How many were lost before it was made. */
  readonly madeAfter: number;
  isNew: boolean;
}

/** What a turn was told is committed survives the loss of power, however the database is set. */
async function begin(connection: Connection): Promise<Connection> {
  try {
    await connection.query('set synchronous_commit = on', []);
    connection.isNew = false;
    return connection;
  } catch (error) {
    connection.release();
    throw error;
  }
}

/** A connection that checks every bind, keeps statements prepared, and goes out of use once it is doubtful. */
function guardedClient(client: pg.PoolClient, lost: (error: unknown) => void): PostgresPoolClient {
  const names = new Map<string, string>();
  let broken: unknown;
  const lose = (error: unknown): void => {
    if (broken !== undefined) return;
    broken = error;
    lost(storeUnavailable(error));
  };
  client.on('error', lose);
  const query = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (broken !== undefined) throw storeUnavailable(broken);
    const binds = values.map(checkBind);
    const name = binds.length > 0 ? nameOf(names, text) : undefined;
    try {
      return await client.query({ text, values: binds, ...(name !== undefined && { name }) });
    } catch (error) {
      // What the database itself did not say (a time-out, a cut) leaves unknown what is still to come on this connection.
      if (!(error instanceof pg.DatabaseError) || ending.test(error.code ?? '')) lose(error);
      throw asUnavailable(error);
    }
  };
  return {
    // Of the two kinds of call that Kysely declares, the one for cursors is not made here.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(broken !== undefined),
  };
}

/** There are some forty different statements; the lists in a few of them vary in length. */
const preparedAtMost = 300;

/** The name under which a statement stays prepared on a connection; undefined once there are too many. */
function nameOf(names: Map<string, string>, text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= preparedAtMost) return known;
  const name = `latchkey-${names.size}`;
  names.set(text, name);
  return name;
}

/** SQLSTATEs after which a connection is of no more use: lost, ended by the server, or to one that only reads by now. */
const ending = /^(08|57P|25006|25P03)/;

/** SQLSTATEs that tell of the server or of others' work and not of the statement: roll-back, want of means, time-outs. */
const passing = /^(40|53|55P03|57014)/;

/** An error of a statement itself as it is; everything else as `StoreUnavailable`. */
function asUnavailable(error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : undefined;
  return code === undefined || ending.test(code) || passing.test(code) ? storeUnavailable(error) : error;
}

const int8 = pg.types.builtins.INT8;

/** 64-bit integers as numbers, as SQLite gives them: all that is stored (times, versions, counts) is far under 2^53. */
function getTypeParser(...about: Parameters<typeof pg.types.getTypeParser>): unknown {
  return about[0] === int8 ? parseWhole : pg.types.getTypeParser(...about);
}

function parseWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A number of the database is too large.');
  return value;
}
