/**
 * `npm run cluster`: PostgreSQL out of npm, two servers on it, and a front that gives each request to the next of them, all
 * on this machine. Whichever process ends is started again, so any of them may be killed while people talk. The database
 * stays in `data/postgres`, or in the folder given as an argument. PORT is the front's port; all other settings go to the
 * servers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startFront } from './cluster/front.mjs';
import { freePort, startPostgres } from './cluster/postgres.mjs';

const program = resolve(import.meta.dirname, '..', 'dist', 'main.js');
const folder = resolve(process.argv[2] ?? 'data/postgres');
const serversAtOnce = 2;
const againAfterMs = 1000;
const stopMs = 15_000;

let isStopping = false;
const say = (who, line) => console.log(`${who} | ${line}`);

/** Keeps PostgreSQL running. */
async function keepPostgres(postgres) {
  for (;;) {
    say('postgres', `process ${postgres.pid}`);
    await postgres.ended();
    if (isStopping) return;
    say('postgres', 'ended, and is started again');
    await postgres.start();
  }
}

/** Keeps a server running on its port. @returns what stops it */
function keepServer(who, port, databaseUrl) {
  let child;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    TRUSTED_PROXIES: '127.0.0.1',
  };
  const run = async () => {
    while (!isStopping) {
      child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      say(who, `process ${child.pid}`);
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on('line', (line) => say(who, line));
      }
      await once(child, 'close');
      if (isStopping) return;
      say(who, 'ended, and is started again');
      await pause(againAfterMs);
    }
  };
  const running = run();
  return async () => {
    child?.kill('SIGTERM');
    const tooLong = setTimeout(() => child?.kill('SIGKILL'), stopMs);
    await running;
    clearTimeout(tooLong);
  };
}

/** Settles when a server can serve. */
async function ready(port) {
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!isStopping && !(await isReady())) await pause(100);
}

await mkdir(folder, { recursive: true });
const postgres = await startPostgres({ folder });
// The package would end this process at a signal, before the servers have stopped.
for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
const kept = keepPostgres(postgres);
const ports = [];
for (let count = 0; count < serversAtOnce; count += 1) ports.push(await freePort());
const stops = ports.map((port, index) => keepServer(`server ${index + 1}`, port, postgres.url));
const front = await startFront({ port: Number(process.env.PORT ?? 3978), servers: ports });

const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  await Promise.all(stops.map((end) => end()));
  await front.close();
  await postgres.stop();
  await kept;
  process.exit();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop());

await Promise.all(ports.map(ready));
if (!isStopping) {
  say('front', 'Kill any of these processes while you talk: it is started again.');
  console.log(`Help page: http://127.0.0.1:${front.port}/`);
}
