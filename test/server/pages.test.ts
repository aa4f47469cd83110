import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageRoutes } from '../../src/web/page-routes.ts';
import { type Service, startService } from './start-service.ts';

const script = 'console.log("hello");'.repeat(100);
const shop = 'https://shop.example';
const file = {
  contentType: 'text/javascript; charset=utf-8',
  data: Buffer.from(script),
  encodings: [
    { name: 'br', data: brotliCompressSync(script) },
    { name: 'gzip', data: gzipSync(script) },
  ],
} as const;
const pages = { '/': (nonce: string) => `<p>${nonce}</p>` };
const assets = { get: (name: string) => (name === 'chat-A1B2C3D4.js' ? file : undefined) };
let service: Service;

beforeAll(async () => {
  service = await startService({
    routes: pageRoutes({ pages, assets, frameAncestors: [shop], randomBytes }),
  });
});
afterAll(() => service.close());

describe('the page', () => {
  it('has a policy of its own with a nonce that no other request has [http.page-nonce]', async () => {
    const [one, other] = [await service.call('GET', '/'), await service.call('GET', '/?x=1')];
    const nonce = /^<p>(.{24})<\/p>$/.exec(one.body)?.[1];
    expect(one.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
    expect(one.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(other.body).not.toBe(one.body);
  });

  it('may be framed by itself and the allowed origins only [http.page-nonce]', async () => {
    const { headers } = await service.call('GET', '/');
    expect(headers.get('content-security-policy')).toMatch(
      /frame-ancestors 'self' https:\/\/shop\.example(;|$)/,
    );
  });
});

describe('a file of the page', () => {
  const get = (name: string, headers: Record<string, string> = {}) =>
    service.call('GET', `/assets/${name}`, { headers });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ])(
    'is sent compressed as the browser can read it, and kept for ever: %s [http.assets]',
    async (accepted, encoding) => {
      const { status, headers, body } = await get('chat-A1B2C3D4.js', { 'accept-encoding': accepted });
      expect(status).toBe(200);
      expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('vary')).toBe('Accept-Encoding');
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(body).toBe(script);
    },
  );

  it.each(['nothing.js', '.env', 'chat-A1B2C3D4.js.br', '..%2f.env', '%2e%2e%2fpackage.json'])(
    '%s is not there [http.assets]',
    async (name) => {
      expect(await get(name)).toMatchObject({ status: 404, body: { error: {} } });
    },
  );
});
