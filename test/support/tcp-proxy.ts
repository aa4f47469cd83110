import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between a client and a server of this machine, that can be cut and stalled. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts every connection; new ones are made as before. */
  cut(): void;
  /** From now on connections stay open and carry nothing (half open); new ones are made as before. */
  stall(): void;
  /** Carries nothing, on old connections and new ones, until it is told to go on; what was sent meanwhile comes through then. */
  hush(isHushed: boolean): void;
  /** Cuts the connection that is the next to send `text`, when the server has got it and before its answer is passed on. */
  cutAfter(text: string): void;
  /** How many connections are open. */
  readonly open: number;
  close(): Promise<void>;
}

/** @param target the port of the server */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket; isStalled: boolean }>();
  let fatal: string | undefined;
  let isHushed = false;
  const listener = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    const pair = { client, server, isStalled: false };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (part) => {
      if (pair.isStalled) return;
      server.write(part);
      if (fatal === undefined || !part.includes(fatal)) return;
      fatal = undefined;
      pair.isStalled = true;
      // What answers has then done what it was asked to.
      server.once('data', end);
    });
    server.on('data', (part) => {
      if (!pair.isStalled) client.write(part);
    });
    if (isHushed) for (const socket of [client, server]) socket.pause();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const cut = (): void => {
    for (const { client, server } of [...pairs]) {
      client.destroy();
      server.destroy();
    }
  };
  return {
    port: (listener.address() as AddressInfo).port,
    cut,
    stall() {
      for (const pair of pairs) pair.isStalled = true;
    },
    hush(now) {
      isHushed = now;
      for (const { client, server } of pairs)
        for (const socket of [client, server]) now ? socket.pause() : socket.resume();
    },
    cutAfter(text) {
      fatal = text;
    },
    get open() {
      return pairs.size;
    },
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
