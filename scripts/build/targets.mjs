/**
 * Builds what changed. A target whose inputs read as they did when it was last built, and whose outputs are all there, is
 * left alone. Outputs are made in a folder of their own and moved into place one by one, so that a reader (or a second
 * build at the same moment) finds either the old file or the new one, and never half of one.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly string[]} inputs files and folders (with all that is in them), as paths from the root; one that does
 *   not exist counts as empty
 * @property {readonly string[]} [except] folders among the inputs that do not count
 * @property {(work: { root: string, folder: string, dist: string }) => Promise<void>} make writes its outputs to
 *   `folder`, laid out as they shall lie in `dist`, where what earlier builds made can be looked at
 *
 * @typedef {Record<string, { inputs: string, outputs: string[] }>} Built by name of target
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What every target hangs on: how it is built, and with which packages. */
const always = [
  'scripts/build.mjs',
  'scripts/build',
  'package-lock.json',
  'node_modules/esbuild/package.json',
];

/**
 * Builds the targets that need it.
 *
 * @param {string} root the project's folder
 * @param {readonly Target[]} targets
 * @returns {Promise<string[]>} the names of those that were built
 * @throws when one of them failed; the others are built all the same
 */
export async function buildTargets(root, targets) {
  const dist = join(root, 'dist');
  const built = readBuilt(dist);
  const stale = targets
    .map((target) => ({ target, inputs: fingerprint(root, target) }))
    .filter(({ target: { name }, inputs }) => !isFresh(dist, built[name], inputs));
  const results = await Promise.allSettled(
    stale.map(async ({ target, inputs }) => {
      const outputs = await buildTarget(root, dist, target);
      return { name: target.name, inputs, outputs };
    }),
  );
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (done.length > 0) {
    const news = Object.fromEntries(done.map(({ name, ...record }) => [name, record]));
    // Read again: another build may have finished meanwhile.
    await writeWhole(recordOf(dist), `${JSON.stringify({ ...readBuilt(dist), ...news }, null, 2)}\n`);
  }
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return done.map(({ name }) => name);
}

const recordOf = (dist) => join(dist, '.inputs.json');

/** @returns {Built} what is recorded; nothing when there is no readable record */
function readBuilt(dist) {
  try {
    return JSON.parse(readFileSync(recordOf(dist), 'utf8'));
  } catch {
    return {};
  }
}

const isFresh = (dist, record, inputs) =>
  record?.inputs === inputs && record.outputs.every((output) => existsSync(join(dist, output)));

/** The hash of all that a target is made from: paths and contents. */
function fingerprint(root, { inputs, except = [] }) {
  const hash = createHash('sha256');
  const paths = [...inputs, ...always].flatMap((input) => filesIn(root, input, except)).sort();
  for (const path of paths) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesIn(root, path, except) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats || except.includes(path)) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesIn(root, `${path}/${name}`, except));
}

/** @returns {Promise<string[]>} the outputs, as paths from `dist` */
async function buildTarget(root, dist, target) {
  const folder = join(dist, `.${target.name}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    await target.make({ root, folder, dist });
    const outputs = filesIn(folder, '.', []).map((path) => path.slice(2));
    for (const output of outputs) {
      await mkdir(dirname(join(dist, output)), { recursive: true });
      await rename(join(folder, output), join(dist, output));
    }
    const gone = (readBuilt(dist)[target.name]?.outputs ?? []).filter((output) => !outputs.includes(output));
    await Promise.all(gone.map((output) => rm(join(dist, output), { force: true })));
    return outputs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeWhole(file, text) {
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, text);
  await rename(part, file);
}
