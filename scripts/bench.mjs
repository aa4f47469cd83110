/**
 * `npm run bench` measures the built program beside two bots on the same SDK, and writes docs/performance.md;
 * `-- --quick` takes a minute and leaves out what takes long. `--json` prints the figures as one object; `--postgres`
 * measures on a PostgreSQL out of npm as well; `--stored 100000` and `--sockets 1000` are for smaller machines.
 * The programs are TypeScript in test/bench; they are bundled to a place two folders deep, as tests are, since they find
 * the project's folder from where they lie.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { forNode } from './build/for-node.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache');
const programs = [
  'bench',
  'bots/echo-child',
  'bots/waterfall-child',
  'load/load-child',
  'understanding-child',
];

await mkdir(folder, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: programs.map((name) => ({
    in: `test/bench/${name}.ts`,
    out: name === 'bench' ? 'bench' : `bench-${name.split('/').at(-1)}`,
  })),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  ...forNode,
});
await import(pathToFileURL(join(folder, 'bench.mjs')).href);
