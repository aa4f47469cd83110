import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Web Chat as its makers built it: one file that needs none of the packages it names as dependencies. */
const webChat = 'node_modules/botframework-webchat/dist/webchat-minimal.js';

/** Our own files for the browser, by the name under which the page asks for them. */
const entryPoints = [
  'src/web/browser/early.ts',
  'src/web/browser/page.ts',
  'src/web/browser/plain-frame.ts',
  'src/web/browser/page.css',
  'src/web/launcher/launcher.ts',
  'src/web/launcher/launcher.css',
];

/** Files sent as they are. */
const copied = {
  'webchat.js': webChat,
  'webchat.LICENSE.txt': `${webChat}.LICENSE.txt`,
  'favicon.svg': 'src/web/browser/favicon.svg',
};

/**
 * What the help page and the widget load, under names that hold a hash of the content, each also compressed. `web/manifest.json` maps
 * the names the page asks for to those names.
 *
 * @type {import('./targets.mjs').Target}
 */
export const page = {
  name: 'page',
  inputs: ['src/web/browser', 'src/web/launcher', webChat, `${webChat}.LICENSE.txt`],
  async make({ root, folder, dist }) {
    const web = join(folder, 'web');
    await mkdir(web);
    const files = { ...(await bundles(root)), ...(await copies(root)) };
    const names = await Promise.all(
      Object.entries(files).map(async ([name, content]) => [
        name,
        await writeAsset(web, join(dist, 'web'), name, content),
      ]),
    );
    await writeFile(join(web, 'manifest.json'), `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`);
  },
};

async function bundles(root) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entryPoints.filter((path) => existsSync(join(root, path))),
    entryNames: '[name]',
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    tsconfig: 'src/web/browser/tsconfig.json',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return Object.fromEntries(
    outputFiles.map(({ path, contents }) => [parse(path).base, Buffer.from(contents)]),
  );
}

async function copies(root) {
  const found = Object.entries(copied).filter(([, path]) => existsSync(join(root, path)));
  return Object.fromEntries(
    await Promise.all(found.map(async ([name, path]) => [name, await readFile(join(root, path))])),
  );
}

/** Writes one asset and its compressed forms. @returns its name with the hash */
async function writeAsset(folder, earlier, name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const { name: stem, ext } = parse(name);
  const hashed = `${stem}.${hash}${ext}`;
  await writeFile(join(folder, hashed), content);
  await Promise.all(
    Object.entries(encodings).map(async ([extension, compress]) => {
      const variant = `${hashed}${extension}`;
      // The name tells the content, so what an earlier build compressed is right; that of Web Chat takes seconds.
      const known = existsSync(join(earlier, variant));
      if (known) await copyFile(join(earlier, variant), join(folder, variant));
      else await writeFile(join(folder, variant), await compress(content));
    }),
  );
  return hashed;
}

const encodings = {
  '.br': (content) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  '.gz': (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};
