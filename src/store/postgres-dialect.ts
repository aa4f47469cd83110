import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { storeUnavailable } from './availability.ts';
import { checkBind } from './bind-guard.ts';

/** As many as keep two cores of a database busy; a server that needs more should be two servers. */
const connectionsAtMost = 10;

/** In ms. A turn's own statements take about one; what takes seconds waits for somebody who is gone. */
const timeouts = {
  /** For a connection, free or new. */
  connectionTimeoutMillis: 2_000,
  lock_timeout: 2_000,
  statement_timeout: 4_000,
  /** A server that stops in mid-turn must not keep the others from its conversation. */
  idle_in_transaction_session_timeout: 5_000,
  /** Told by this side: finds a connection whose other end is gone without a word. */
  query_timeout: 6_000,
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
  const guarded = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return new PostgresDialect({
    pool: {
      async connect() {
        const client = await pool.connect().catch(refuse);
        const known = guarded.get(client);
        if (known) return known;
        const made = guardedClient(client, trouble);
        guarded.set(client, made);
        // What a turn was told is committed survives the loss of power, however the database is set.
        await made.query('set synchronous_commit = on', []).catch((error: unknown) => {
          made.release();
          throw error;
        });
        return made;
      },
      end: () => pool.end(),
    },
  });
}

const refuse = (error: unknown): never => {
  throw asUnavailable(error);
};

/** A connection that checks every bind, keeps statements prepared, and goes out of use once it is doubtful. */
function guardedClient(client: pg.PoolClient, trouble: (error: unknown) => void): PostgresPoolClient {
  const names = new Map<string, string>();
  let broken: unknown;
  const lose = (error: unknown): void => {
    broken ??= error;
  };
  client.on('error', (error) => {
    lose(error);
    trouble(error);
  });
  const query = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    if (broken !== undefined) throw storeUnavailable(broken);
    const binds = values.map(checkBind);
    try {
      return await client.query({
        text,
        ...(binds.length > 0 ? { values: binds, name: nameOf(names, text) } : {}),
      });
    } catch (error) {
      // What the database itself did not say (a time-out, a cut) leaves unknown what is still to come on this connection.
      if (!(error instanceof pg.DatabaseError) || isPassing(error)) lose(error);
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

/**
 * Classes of SQLSTATE that tell of the server's state and not of the statement: lost connection, roll-back for others'
 * sake (deadlock), no resources, operator's or lock's intervention, and `read only` after a fail-over.
 */
const passing = /^(08|40|53|57|55P03|25006|25P03)/;

const isPassing = (error: pg.DatabaseError): boolean => passing.test(error.code ?? '');

/** An error of a statement itself as it is; everything else as `StoreUnavailable`. */
const asUnavailable = (error: unknown): unknown =>
  error instanceof pg.DatabaseError && !isPassing(error) ? error : storeUnavailable(error);

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
