import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetRoutes } from '../../src/server/assets.ts';
import { frameAncestors, pageRoutes } from '../../src/server/pages.ts';
import { type Service, startService } from './start-service.ts';

const script = 'console.log("hello");'.repeat(100);
let folder: string;
let service: Service;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(folder, 'chat-A1B2C3D4.js'), script);
  writeFileSync(join(folder, 'chat-A1B2C3D4.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, '.env'), 'SECRET=1');
  const page = {
    path: '/',
    render: ({ nonce }: { nonce: string }) => ({
      html: `<p>${nonce}</p>`,
      policy: `script-src 'nonce-${nonce}'`,
    }),
  };
  service = await startService({
    routes: [...pageRoutes([page], randomBytes), ...assetRoutes(folder, '/assets')],
  });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

describe('a page', () => {
  it('has a policy of its own with a nonce that no other request has [http.page-nonce]', async () => {
    const [one, other] = [await service.call('GET', '/'), await service.call('GET', '/?x=1')];
    const nonce = /^<p>(.{24})<\/p>$/.exec(one.body)?.[1];
    expect(one.headers.get('content-security-policy')).toBe(`script-src 'nonce-${nonce}'`);
    expect(one.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(other.body).not.toBe(one.body);
  });

  it('may be framed by itself and the allowed origins only [http.page-nonce]', () => {
    expect(frameAncestors([])).toBe("'self'");
    expect(frameAncestors(['https://a.example'])).toBe("'self' https://a.example");
  });
});

describe('an asset', () => {
  const get = (name: string, headers: Record<string, string> = {}) =>
    service.call('GET', `/assets/${name}`, { headers });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ])('is sent compressed as the browser can read it: %s [http.assets]', async (accepted, encoding) => {
    const { status, headers, body } = await get('chat-A1B2C3D4.js', { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers.get('content-encoding')).toBe(encoding);
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(body).toBe(script);
  });

  it('with a hash in its name is kept for ever, another is asked for again [http.assets]', async () => {
    expect((await get('chat-A1B2C3D4.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    const { headers } = await get('icon.svg');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect((await get('icon.svg', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it.each(['nothing.js', '.env', 'chat-A1B2C3D4.js.br', '..%2f.env', '%2e%2e%2fpackage.json'])(
    '%s is not there [http.assets]',
    async (name) => {
      expect((await get(name)).status).toBe(404);
    },
  );
});
