/**
 * `node scripts/measure-store.mjs [turns]`: how many turns a second the store alone takes, durable, on SQLite and on a
 * PostgreSQL out of npm, both on this machine: one read and one commit of state, an input's id and three lines of log, in
 * many conversations side by side. No bot, no HTTP.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { forNode } from './build/for-node.mjs';
import { startPostgres } from './cluster/postgres.mjs';

const turns = Number(process.argv[2] ?? 20_000);
const conversations = 1000;
const atOnce = 64;
const clockTicksPerSecond = 100;
const root = resolve(import.meta.dirname, '..');

/** Loads the store, whose sources are TypeScript. */
async function loadStore(folder) {
  const outfile = join(folder, 'store.mjs');
  await build({
    entryPoints: [join(root, 'src/store/open-store.ts')],
    outfile,
    ...forNode,
  });
  return await import(pathToFileURL(outfile).href);
}

const clock = { now: () => Date.now(), after: (ms, action) => void setTimeout(action, ms).unref() };
const line = (position) => ({ position, activity: { type: 'message', text: 'x'.repeat(400) } });

async function measure(store, postgresPid) {
  const keys = Array.from(
    { length: conversations },
    (_, index) => `embedded/directline/conversation-${index}`,
  );
  for (const key of keys) await store.create(key, null);
  const latencies = [];
  let taken = 0;
  const talk = async (own) => {
    for (let turn = 0; taken < turns; turn += 1) {
      taken += 1;
      const key = own[turn % own.length];
      const id = `client:${turn}`;
      const began = performance.now();
      const { row } = await store.load(key, [id]);
      const { version, nextPosition } = row;
      await store.commit({
        key,
        expectedVersion: version,
        state: { progress: 'x'.repeat(800) },
        reference: null,
        nextPosition: nextPosition + 3,
        lastStamp: Date.now(),
        seen: [{ id, answer: { id: 'x' } }],
        log: [0, 1, 2].map((offset) => line(nextPosition + offset)),
        outbox: [],
        forget: false,
      });
      latencies.push(performance.now() - began);
    }
  };
  const [cpu, databaseCpu, began] = [process.cpuUsage(), await cpuOfChildren(postgresPid), performance.now()];
  await Promise.all(
    Array.from({ length: atOnce }, (_, index) => talk(keys.filter((_, place) => place % atOnce === index))),
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((one, other) => one - other);
  return {
    'turns/s': Math.round(turns / seconds),
    'p50 ms': round(latencies[Math.floor(turns * 0.5)]),
    'p99 ms': round(latencies[Math.floor(turns * 0.99)]),
    'CPU ms a turn here': round((user + system) / 1000 / turns),
    'CPU ms a turn in the database': round(
      (1000 * ((await cpuOfChildren(postgresPid)) - databaseCpu)) / turns,
    ),
  };
}

const round = (value) => Math.round(value * 1000) / 1000;

/** The CPU seconds that a process's children have used; 0 where that cannot be read. */
async function cpuOfChildren(pid) {
  if (pid === undefined) return 0;
  let ticks = 0;
  for (const name of await readdir('/proc').catch(() => [])) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / clockTicksPerSecond;
}

const folder = await mkdtemp(join(tmpdir(), 'latchkey-measure-'));
const data = await mkdtemp(join(tmpdir(), 'latchkey-measure-postgres-'));
const postgres = await startPostgres({ folder: data });
try {
  const { openStore } = await loadStore(join(root, 'dist', '.measure'));
  const results = {};
  for (const [name, url] of Object.entries({
    SQLite: `sqlite:${join(folder, 'latchkey.db')}`,
    PostgreSQL: postgres.url,
  })) {
    const store = await openStore(url, clock);
    store.watch(() => undefined);
    results[name] = await measure(store, name === 'PostgreSQL' ? postgres.pid : undefined);
    await store.close();
  }
  console.table(results);
} finally {
  await postgres.stop();
  await Promise.all([folder, data].map((path) => rm(path, { recursive: true, force: true })));
}
