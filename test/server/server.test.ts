import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/channels/http.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { type Service, startService } from './start-service.ts';

const shop = 'https://shop.example';
let ready = true;
const routes: Route[] = [
  {
    method: 'POST',
    path: '/test/echo',
    body: 'json',
    handle: async ({ body }) => ({ status: 200, body: { got: JSON.stringify(body) } }),
  },
  {
    method: 'GET',
    path: '/test/broken',
    body: 'none',
    handle: async () => {
      throw new Error('hunter2 at /home/secret');
    },
  },
];

const start = (env: Record<string, string> = {}): Promise<Service> =>
  startService({
    env: { ALLOWED_ORIGINS: shop, ...env },
    routes,
    store: (clock) => ({
      ...createMemoryStore(clock),
      check: async () => {
        if (!ready) throw new Error('no database');
      },
    }),
  });

let service: Service;
beforeAll(async () => {
  service = await start();
});
afterAll(() => service.close());

/** Sends bytes as they are; what comes back until the connection ends. */
const raw = (to: Service, ...parts: (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(to.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    for (const part of parts) socket.write(part);
  });

describe('every answer', () => {
  it('bears the security headers, an error too [http.security-headers]', async () => {
    for (const path of ['/healthz', '/nowhere', '/test/broken']) {
      const { headers } = await service.call('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('server')).toBeNull();
    }
  });

  it("has the protocol's error shape when there is nothing at an address or the verb is not taken [http.error-shape, http.not-found]", async () => {
    const shape = { error: { code: expect.any(String), message: expect.any(String) } };
    expect(await service.call('GET', '/nowhere')).toMatchObject({ status: 404, body: shape });
    const refused = await service.call('DELETE', '/healthz');
    expect(refused).toMatchObject({ status: 405, body: shape });
    expect(refused.headers.get('allow')).toContain('GET');
  });

  it('to a failure says nothing of it [http.neutral-500]', async () => {
    const { status, body } = await service.call('GET', '/test/broken');
    expect({ status, body }).toEqual({
      status: 500,
      body: { error: { code: 'ServiceError', message: expect.any(String) } },
    });
    expect(JSON.stringify(body) + service.logged()).not.toContain('hunter2');
    expect(service.logged()).toContain('request.failed');
  });
});

describe('what is no request', () => {
  it.each([
    ['garbage', 'hello\r\n\r\n', 400],
    ['a host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    ['half a host', 'GET /healthz HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a host with a path', 'GET /nowhere HTTP/1.1\r\nHost: x/healthz?\r\nConnection: close\r\n\r\n', 400],
    ['a host that ends the address', 'GET /nowhere HTTP/1.1\r\nHost: x#\r\nConnection: close\r\n\r\n', 400],
    ['a path that climbs', 'GET /x/%2e./healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['slashes the wrong way', 'GET /x\\..\\healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['an expectation', 'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n', 417],
    ['a tunnel', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['an address that is none', 'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /test/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
  ])('%s is answered with an error, and the server lives on [http.garbage]', async (_, bytes, status) => {
    expect(await raw(service, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*"error":`));
    expect((await service.call('GET', '/healthz')).status).toBe(200);
  });

  it('a header twice, where one is expected, is 400 [http.garbage]', async () => {
    const head = 'GET /v3/directline/conversations/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
    const answer = await raw(service, `${head}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 [\s\S]*"code":"BadArgument"/);
  });

  it('an upgrade to nowhere is refused in the error shape, and a broken one hurts nobody [http.garbage]', async () => {
    const head = 'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    expect(await raw(service, head)).toMatch(/^HTTP\/1.1 404 [\s\S]*"error"/);
  });

  it('a refused upgrade leaves no connection behind, whatever its client goes on to send [http.garbage]', async () => {
    const port = Number(new URL(service.url).port);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const closed = new Promise((done) => socket.on('error', () => undefined).once('close', done));
    socket.resume();
    socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(socket, 'end');
    const timer = setInterval(() => socket.write('frame'), 5);
    await closed;
    clearInterval(timer);
  });

  it('a handshake that is none, at the right address, is refused in the error shape [http.garbage]', async () => {
    const { token } = (await service.call('POST', '/api/token', { body: {} })).body;
    const { streamUrl } = (await service.call('POST', '/v3/directline/conversations', { token })).body;
    const { pathname, search } = new URL(streamUrl);
    const head = `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await raw(service, head)).toMatch(/^HTTP\/1.1 400 [\s\S]*"code":"BadArgument"/);
  });
});

describe('an offer of another protocol', () => {
  // As Java's HttpClient makes it with the first request of each connection.
  const offer =
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\n';

  it.each([
    ['h2c', offer],
    ['one that nobody knows', 'Connection: upgrade\r\nUpgrade: tea/1.0\r\n'],
    ['several', 'connection: keep-alive, Upgrade\r\nupgrade: h2c, IRC/6.9\r\n'],
  ])(
    'is not taken up, and the request answered as it stands: %s [http.other-upgrades]',
    async (_, headers) => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      // Twice, for the connection must be fit for the next request.
      for (let time = 0; time < 2; time += 1) {
        socket.write(`GET /healthz HTTP/1.1\r\nHost: x\r\n${headers}\r\n`);
        let answer = '';
        while (!answer.endsWith('}')) answer += (await once(socket, 'data'))[0];
        expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*"status":"ok"/);
      }
      socket.destroy();
    },
  );

  it('may be made with each of many requests, and the connection is looked after once [http.other-upgrades]', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', note);
    const request = `GET /healthz HTTP/1.1\r\nHost: x\r\n${offer}\r\n`;
    const last = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const answers = await raw(service, request.repeat(30) + last);
    process.off('warning', note);
    expect(answers.match(/"status":"ok"/g)).toHaveLength(31);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['short', 10],
    ['as long as can be', 200_000],
  ])('loses nothing of a body, however it comes: %s [http.other-upgrades]', async (_, length) => {
    const text = 'x'.repeat(length);
    const body = JSON.stringify(text);
    const head = `POST /test/echo HTTP/1.1\r\nHost: x\r\n${offer}Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(await raw(service, head + body)).toContain(text);
    expect(await raw(service, head, body)).toContain(text);
  });
});

describe('a body', () => {
  it('of 256 K characters is taken, however many bytes they are [http.body-limit]', async () => {
    for (const character of ['x', 'ü', '한', '👍']) {
      const text = character.repeat(Math.floor((256 * 1024) / character.length) - 20);
      expect((await service.call('POST', '/test/echo', { body: { text } })).status).toBe(200);
    }
  });

  it('of more is 413, and the answer arrives although the body is long [http.body-limit]', async () => {
    for (const size of [270_000, 5_000_000]) {
      const answer = await service.call('POST', '/test/echo', { body: { text: 'x'.repeat(size) } });
      expect(answer).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
    }
  });

  it('with a byte order mark or a vendor type is JSON all the same [http.body-type]', async () => {
    const headers = { 'content-type': 'application/vnd.x+json; charset=UTF-8' };
    expect((await service.call('POST', '/test/echo', { body: '\ufeff{"a":1}', headers })).body).toEqual({
      got: '{"a":1}',
    });
  });

  it('that breaks off hurts nobody [http.garbage]', async () => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write(
      'POST /test/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"',
    );
    await once(socket, 'connect');
    socket.destroy();
    expect((await service.call('GET', '/healthz')).status).toBe(200);
  });
});

describe('a browser on another origin', () => {
  const ask = (origin: string, path = '/api/token') =>
    fetch(service.url + path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  it('of the list may call, with the headers that clients send [http.cors]', async () => {
    const { status, headers } = await ask(shop);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(shop);
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toBe(
      'authorization, content-type, x-ms-bot-agent, x-requested-with',
    );
    expect(headers.get('access-control-max-age')).toMatch(/^\d+$/);
    const answer = await service.call('POST', '/api/token', { body: {}, headers: { origin: shop } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(answer.headers.get('vary')).toBe('Origin');
  });

  it('may read errors too [http.cors]', async () => {
    const { headers } = await service.call('GET', '/v3/directline/nowhere', { headers: { origin: shop } });
    expect(headers.get('access-control-allow-origin')).toBe(shop);
  });

  it('that is not on the list, or at another address, may not; never * [http.cors]', async () => {
    for (const answer of [
      await ask('https://evil.example'),
      await ask('null'),
      await ask(shop, '/healthz'),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const answer = await service.call('POST', '/api/token', {
      body: {},
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('health', () => {
  it('/healthz says that the process lives, /readyz that it can serve [http.health]', async () => {
    expect((await service.call('GET', '/healthz')).status).toBe(200);
    expect((await service.call('GET', '/readyz')).status).toBe(200);
    ready = false;
    const [alive, able] = [await service.call('GET', '/healthz'), await service.call('GET', '/readyz')];
    ready = true;
    expect([alive.status, able.status]).toEqual([200, 503]);
  });

  it('is told to HEAD as well', async () => {
    expect(await service.call('HEAD', '/healthz')).toMatchObject({ status: 200, body: '' });
  });
});
