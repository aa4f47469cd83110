/**
 * Builds `dist/`: `node scripts/build.mjs`. What it is made from is compared with what it was last made from, so a second
 * run does nothing. A new target is one more file in `scripts/build/` and one more entry here.
 */
import { resolve } from 'node:path';
import { model } from './build/model.mjs';
import { page } from './build/page.mjs';
import { server } from './build/server.mjs';
import { buildTargets } from './build/targets.mjs';
import { yaml } from './build/yaml.mjs';

const began = performance.now();
try {
  const built = await buildTargets(resolve(import.meta.dirname, '..'), [server, page, yaml, model]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(built.length === 0 ? 'build: up to date' : `build: ${built.join(', ')} in ${seconds} s`);
} catch (error) {
  // esbuild has shown its own errors, with the lines they are in.
  console.error(`build: ${error.errors ? 'failed' : error.message}`);
  process.exitCode = 1;
}
