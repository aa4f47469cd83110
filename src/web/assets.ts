import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as z from 'zod';
import { LatchkeyError } from '../errors.ts';

/** A file that the page loads, under a name that holds a hash of its content: it never changes. */
export interface Asset {
  readonly contentType: string;
  readonly data: Uint8Array;
  /** The same, compressed, by the name of the `Content-Encoding`; the best comes first. */
  readonly encodings: readonly { readonly name: 'br' | 'gzip'; readonly data: Uint8Array }[];
}

export interface Assets {
  /** The hashed name of the file that the page knows as `name`, such as `page.js`. @throws LatchkeyError `PageNotBuilt` */
  hashed(name: string): string;
  /** The file with a hashed name; undefined when there is none. */
  get(hashed: string): Asset | undefined;
  /** The text of the file that the page knows as `name`. @throws LatchkeyError `PageNotBuilt` */
  text(name: string): string;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

const manifestFile = z.record(z.string(), z.string().regex(/^[\w.-]+$/));

const notBuilt = (what: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError('PageNotBuilt', `The help page is not built: ${what}.`, 'Run npm run build.', cause);

/**
 * Reads what the build made for the page; all of it is kept in memory (3 MB).
 *
 * @param folder where it lies: `dist/web`
 * @throws LatchkeyError `PageNotBuilt`
 */
export function readAssets(folder: string): Assets {
  const names = readManifest(folder);
  const assets = new Map(Object.values(names).map((name) => [name, readAsset(folder, name)]));
  const hashed = (name: string): string => {
    const found = names[name];
    if (found === undefined) throw notBuilt(`${name} is missing`);
    return found;
  };
  return {
    hashed,
    get: (name) => assets.get(name),
    text: (name) => new TextDecoder().decode(assets.get(hashed(name))?.data),
  };
}

function readManifest(folder: string): Readonly<Record<string, string>> {
  try {
    return manifestFile.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  } catch (error) {
    throw notBuilt('its manifest cannot be read', error);
  }
}

function readAsset(folder: string, name: string): Asset {
  const encodings = (
    [
      ['br', '.br'],
      ['gzip', '.gz'],
    ] as const
  )
    .map(([encoding, extension]) => ({ name: encoding, file: join(folder, name + extension) }))
    .filter(({ file }) => existsSync(file))
    .map(({ name: encoding, file }) => ({ name: encoding, data: readFileSync(file) }));
  try {
    return {
      contentType: types[extname(name)] ?? 'application/octet-stream',
      data: readFileSync(join(folder, name)),
      encodings,
    };
  } catch (error) {
    throw notBuilt(`${name} is missing`, error);
  }
}
