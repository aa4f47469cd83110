import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const targets = pathToFileURL(
  resolve(import.meta.dirname, '..', '..', 'scripts', 'build', 'targets.mjs'),
).href;

/** A build of one target that writes its input in capitals to `out.txt`; what it prints is what was built. */
const program = `
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildTargets } from ${JSON.stringify(targets)};
const [root] = process.argv.slice(1);
const make = async ({ folder }) => {
  const text = await readFile(join(root, 'in.txt'), 'utf8');
  if (text === 'broken') throw new Error('broken input');
  await writeFile(join(folder, text + '.txt'), text.toUpperCase());
};
console.log(JSON.stringify(await buildTargets(root, [{ name: 'one', inputs: ['in.txt', 'missing'], make }])));
`;

async function build(root: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program,
    root,
  ]);
  return JSON.parse(stdout);
}

it('builds what changed, and only that', async () => {
  const root = tempFolder();
  const dist = join(root, 'dist');
  writeFileSync(join(root, 'in.txt'), 'a');
  expect(await build(root)).toEqual(['one']);
  expect(await build(root)).toEqual([]);

  writeFileSync(join(root, 'in.txt'), 'b');
  expect(await build(root)).toEqual(['one']);
  expect(readFileSync(join(dist, 'b.txt'), 'utf8')).toBe('B');
  // What the build before it made is gone.
  expect(existsSync(join(dist, 'a.txt'))).toBe(false);

  rmSync(join(dist, 'b.txt'));
  expect(await build(root)).toEqual(['one']);
  expect(readdirSync(dist).sort()).toEqual(['.inputs.json', 'b.txt']);
});

it('leaves what was built before when a build fails, and tries again', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'in.txt'), 'a');
  await build(root);
  writeFileSync(join(root, 'in.txt'), 'broken');
  await expect(build(root)).rejects.toThrow('broken input');
  await expect(build(root)).rejects.toThrow('broken input');
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['.inputs.json', 'a.txt']);
});

it('may run twice at the same time', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'in.txt'), 'a');
  await Promise.all([build(root), build(root), build(root)]);
  expect(await build(root)).toEqual([]);
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['.inputs.json', 'a.txt']);
});
