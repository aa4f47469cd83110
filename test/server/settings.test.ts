import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Route } from '../../src/channels/http.ts';
import { type Service, startService } from './start-service.ts';

let release: () => void = () => undefined;
let entered: () => void = () => undefined;
const routes: Route[] = [
  {
    method: 'GET',
    path: '/test/request',
    body: 'none',
    handle: async ({ clientAddress, remoteAddress, baseUrl, host }) => ({
      status: 200,
      body: { clientAddress, remoteAddress, baseUrl, host },
    }),
  },
  {
    method: 'GET',
    path: '/test/slow',
    body: 'none',
    handle: async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
        entered();
      });
      return { status: 200, body: { slow: true } };
    },
  },
];

const start = (env: Record<string, string> = {}): Promise<Service> => startService({ env, routes });

describe('addresses', () => {
  const request = async (env: Record<string, string>, headers: Record<string, string>) => {
    const other = await start(env);
    try {
      return (await other.call('GET', '/test/request', { headers })).body;
    } finally {
      await other.close();
    }
  };
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 1.2.3.4, 10.0.0.9', 'x-forwarded-proto': 'https' };

  it('are those of the socket: anyone can send X-Forwarded-For [http.proxies]', async () => {
    expect(await request({}, forwarded)).toMatchObject({
      clientAddress: '127.0.0.1',
      baseUrl: expect.stringMatching(/^http:\/\/127/),
    });
  });

  it('are told by trusted proxies: the last that is not one of them [http.proxies]', async () => {
    expect(await request({ TRUSTED_PROXIES: '127.0.0.1 10.0.0.0/8' }, forwarded)).toMatchObject({
      clientAddress: '1.2.3.4',
      remoteAddress: '127.0.0.1',
      baseUrl: expect.stringMatching(/^https:\/\/127/),
    });
  });

  it('of this program are what PUBLIC_URL says, when it is set', async () => {
    expect(await request({ PUBLIC_URL: 'https://help.example.com/' }, {})).toMatchObject({
      baseUrl: 'https://help.example.com',
    });
  });
});

describe('limits', () => {
  it('on new conversations of an address: 429 with Retry-After in seconds; taking one up again is free [http.rate-start]', async () => {
    const limited = await start({ RATE_STARTS_PER_MINUTE: '2' });
    const open = (body: unknown = {}) => limited.call('POST', '/api/token', { body });
    const { resume } = (await open()).body;
    await open();
    const refused = await open();
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await open({ resume })).status).toBe(200);
    await limited.close();
  });

  it('on posts of a conversation, never on polling [http.rate-post, DL.poll-never-fails]', async () => {
    const limited = await start({ RATE_POSTS_PER_MINUTE: '2' });
    const { token, conversationId } = (await limited.call('POST', '/api/token', { body: {} })).body;
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const post = () => limited.call('POST', path, { token, body: { type: 'typing' } });
    expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    for (let n = 0; n < 20; n += 1) expect((await limited.call('GET', path, { token })).status).toBe(200);
    await limited.close();
  });
});

describe('stopping', () => {
  /** Calls what does not answer until it is released; returns when the call is under way. */
  const callSlow = async (to: Service) => {
    const underWay = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const slow = to.call('GET', '/test/slow');
    await underWay;
    return { slow };
  };

  it('lets requests under way finish, says goodbye to sockets, and takes no more [http.stop]', async () => {
    const stopping = await start();
    const { token } = (await stopping.call('POST', '/api/token', { body: {} })).body;
    const { streamUrl } = (await stopping.call('POST', '/v3/directline/conversations', { token })).body;
    const socket = new WebSocket(streamUrl);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    const { slow } = await callSlow(stopping);
    const stopped = stopping.close();
    release();
    expect(await slow).toMatchObject({ status: 200, body: { slow: true } });
    await stopped;
    expect((await closed)[0]).toBe(1001);
    await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for ever [http.stop]', async () => {
    const stopping = await start({ STOP_MS: '50' });
    const { slow } = await callSlow(stopping);
    const cut = expect(slow).rejects.toThrow();
    await stopping.close();
    await cut;
  });
});
