import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HttpRequest, HttpResponse, Route } from '../channels/http.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Names with a hash of their content: what stands under one never changes. */
const hashed = /[.-][A-Za-z0-9_]{8,}\.\w+$/;
const year = 31_536_000;

interface Asset {
  readonly type: string;
  readonly tag: string;
  readonly cacheControl: string;
  /** The bytes by their encoding, the best first; `identity` last. */
  readonly variants: readonly { readonly encoding: string; readonly data: Uint8Array }[];
}

/**
 * Makes the route of the files in a folder, held in memory.
 *
 * @param folder its files are served, without folders in it; `name.br` beside `name` is `name` compressed
 * @param path where they are served, such as `/assets`
 */
export function assetRoutes(folder: string, path: string): readonly Route[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
  const assets = new Map(
    names
      .filter((name) => types[extname(name)] !== undefined)
      .map((name) => [name, readAsset(folder, name, names)]),
  );
  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const asset = assets.get(request.params['name'] ?? '');
    if (!asset)
      return { status: 404, body: { error: { code: 'BadArgument', message: 'There is no such file.' } } };
    return answer(asset, request.headers);
  };
  return [{ method: 'GET', path: `${path}/:name`, body: 'none', handle }];
}

function readAsset(folder: string, name: string, names: readonly string[]): Asset {
  const data = readFileSync(join(folder, name));
  const isText = !['.png', '.ico', '.woff2'].includes(extname(name));
  return {
    type: types[extname(name)] ?? '',
    tag: `"${createHash('sha256').update(data).digest('base64url').slice(0, 22)}"`,
    cacheControl: hashed.test(name) ? `public, max-age=${year}, immutable` : 'no-cache',
    variants: [
      // Brotli as the page's size wants it takes seconds, so the build does it; gzip takes a moment.
      ...(names.includes(`${name}.br`)
        ? [{ encoding: 'br', data: readFileSync(join(folder, `${name}.br`)) }]
        : []),
      ...(isText ? [{ encoding: 'gzip', data: gzipSync(data) }] : []),
      { encoding: 'identity', data },
    ],
  };
}

function answer(asset: Asset, headers: HttpRequest['headers']): HttpResponse {
  const accepted = acceptedEncodings(headers['accept-encoding'] ?? '');
  const variant = asset.variants.find(({ encoding }) => encoding === 'identity' || accepted.has(encoding));
  const common = { 'Cache-Control': asset.cacheControl, ETag: asset.tag, Vary: 'Accept-Encoding' };
  if (!variant || headers['if-none-match'] === asset.tag) return { status: 304, headers: common };
  return {
    status: 200,
    headers: {
      ...common,
      ...(variant.encoding === 'identity' ? {} : { 'Content-Encoding': variant.encoding }),
    },
    content: { type: asset.type, data: variant.data },
  };
}

const acceptedEncodings = (header: string): Set<string> =>
  new Set(
    header
      .split(',')
      .map((part) =>
        part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, quality]) => quality === undefined || !/^q=0(\.0*)?$/.test(quality))
      .map(([encoding = '']) => encoding),
  );
