/**
 * `npm run measure:chat [-- --runs 5] [--url https://…]` prints how fast the chat opens in a real Chromium. The program
 * itself is TypeScript beside the tests, whose browser and server it uses; it is bundled to a place two folders deep, as
 * they are, since they find the project's folder from where they lie.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { forNode } from './build/for-node.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache');
const outfile = join(folder, 'measure-chat.mjs');

await mkdir(folder, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['test/measure/chat-opening.ts'],
  outfile,
  ...forNode,
});
await import(pathToFileURL(outfile).href);
