import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectorDelivery, type DeliveryOptions } from '../../../src/channels/connector/delivery.ts';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { silentLog } from '../../../src/insight/log.ts';
import { adapterFor, leased } from './support.ts';

/** A connector of flesh and blood, on a real socket, that can misbehave. */
interface Connector {
  readonly url: string;
  readonly requests: string[];
  readonly sockets: Socket[];
}

const servers: Server[] = [];

async function connector(answer: RequestListener, address = '127.0.0.1'): Promise<Connector> {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    // Read to the end first: a fault while the body is on its way is another fault.
    request.resume().on('end', () => answer(request, response));
  });
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, address);
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  const name = address.includes(':') ? `[${address}]` : address;
  return { url: `http://${name}:${port}/`, requests, sockets };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const deliver = (options: Partial<DeliveryOptions> = {}) =>
  createConnectorDelivery({
    adapter: adapterFor(),
    appId: undefined,
    clock: systemClock,
    log: silentLog,
    ...options,
  });

const to = ({ url }: Pick<Connector, 'url'>) =>
  leased({ conversation: { id: 'c1' } }, { serviceUrl: url, conversation: { id: 'c1' } });

/** A clock whose time-outs go off when the test says so. */
function handClock(): Clock & { ring(): void } {
  const waiting = new Set<() => void>();
  return {
    now: () => 0,
    after: (_ms, action) => {
      waiting.add(action);
      return () => waiting.delete(action);
    },
    ring: () => {
      for (const action of waiting) action();
    },
  };
}

describe('a connector on a real socket', () => {
  it('is delivered to by one request, the next over the same connection [connector.one-request]', async () => {
    const channel = await connector((_request, response) => response.end('{"id":"r1"}'));
    const send = deliver();
    expect(await send(to(channel))).toEqual({ kind: 'delivered' });
    expect(await send(to(channel))).toEqual({ kind: 'delivered' });
    expect(channel.requests).toEqual(Array(2).fill('POST /v3/conversations/c1/activities'));
    expect(channel.sockets).toHaveLength(1);
  });

  it('that resets the connection leaves doubt, and is not asked again [connector.outcomes, connector.one-request]', async () => {
    const channel = await connector((request) => request.socket.resetAndDestroy());
    expect(await deliver()(to(channel))).toEqual({ kind: 'doubtful' });
    expect(channel.requests).toHaveLength(1);
  });

  it('that hangs up without an answer leaves doubt [connector.outcomes]', async () => {
    const channel = await connector((request) => request.socket.destroy());
    expect(await deliver()(to(channel))).toEqual({ kind: 'doubtful' });
    expect(channel.requests).toHaveLength(1);
  });

  it('that is not there has surely not been delivered to [connector.outcomes]', async () => {
    const channel = await connector((_request, response) => response.end());
    const [server] = servers.splice(0);
    server?.close();
    if (server) await once(server, 'close');
    expect(await deliver()(to(channel))).toEqual({ kind: 'refused' });
  });

  it('that sends the message elsewhere is not followed [connector.outcomes, connector.one-request]', async () => {
    const elsewhere = await connector((_request, response) => response.end('{}'));
    for (const status of [301, 302, 303, 307, 308]) {
      for (const location of ['/elsewhere', elsewhere.url]) {
        const channel = await connector((_request, response) =>
          response.writeHead(status, { Location: location }).end(),
        );
        expect(await deliver()(to(channel))).toEqual({ kind: 'rejected' });
        expect(channel.requests).toHaveLength(1);
      }
    }
    expect(elsewhere.requests).toEqual([]);
  });

  it('that never answers leaves doubt when the time is up, and is let go [connector.outcomes]', async () => {
    const clock = handClock();
    const channel = await connector(() => clock.ring());
    expect(await deliver({ clock })(to(channel))).toEqual({ kind: 'doubtful' });
    const [socket] = channel.sockets;
    if (socket && !socket.destroyed) await once(socket, 'close');
    expect(channel.requests).toHaveLength(1);
  });

  it('that answers half and stops leaves doubt when the time is up [connector.outcomes]', async () => {
    const clock = handClock();
    const channel = await connector((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.write(gzipSync('{"id":"r1"}').subarray(0, 8), () => clock.ring());
    });
    expect(await deliver({ clock })(to(channel))).toEqual({ kind: 'doubtful' });
  });

  it('has its connection closed by us when it lies idle [connector.idle-connections]', async () => {
    const channel = await connector((_request, response) => response.end('{"id":"r1"}'));
    const send = deliver({ idleMs: 20 });
    expect(await send(to(channel))).toEqual({ kind: 'delivered' });
    const [socket] = channel.sockets;
    if (socket && !socket.destroyed) await once(socket, 'close');
    expect(await send(to(channel))).toEqual({ kind: 'delivered' });
    expect(channel.sockets).toHaveLength(2);
    expect(channel.requests).toHaveLength(2);
  });

  it('that is slow keeps its connection, for it is not idle [connector.idle-connections]', async () => {
    const channel = await connector((_request, response) => {
      setTimeout(() => response.end('{"id":"r1"}'), 60);
    });
    expect(await deliver({ idleMs: 20 })(to(channel))).toEqual({ kind: 'delivered' });
  });

  it('may have an IPv6 address', async () => {
    const channel = await connector((_request, response) => response.end('{"id":"r1"}'), '::1').catch(
      () => undefined,
    );
    // Not every machine has one.
    if (channel) expect(await deliver()(to(channel))).toEqual({ kind: 'delivered' });
  });
});

describe('many connectors', () => {
  it('do not fill the memory, and the first still works after the last [connector.one-request]', async () => {
    const channel = await connector((_request, response) => response.end('{"id":"r1"}'));
    const send = deliver();
    for (let n = 0; n < 150; n += 1) {
      expect(await send(to({ url: `${channel.url}${n}/` }))).toEqual({ kind: 'delivered' });
    }
    expect(await send(to({ url: `${channel.url}0/` }))).toEqual({ kind: 'delivered' });
    expect(channel.sockets).toHaveLength(1);
  });
});
