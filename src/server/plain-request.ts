import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Offers that go with `Upgrade` and with nothing else. */
const offers = ['upgrade', 'http2-settings'];

/**
 * Makes what answers a request as if it had not offered to go over to a protocol that is not spoken here, as RFC 9110
 * (7.8) has it: Java's client, for one, offers HTTP/2 with the first request of each connection. Node takes any such offer
 * for an upgrade and stops to read the connection, which is therefore given back to it, with the request less the offer.
 *
 * @returns a function that takes the request, its connection, and what was read of that after the headers
 */
export function createPlainListener(
  server: Server,
): (request: IncomingMessage, connection: Duplex, head: Buffer) => void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }, response) => void latest.set(socket, response));
  return (request, connection, head) => {
    const giveBack = (): void => {
      if (connection.destroyed) return;
      connection.off('error', drop);
      connection.unshift(Buffer.concat([Buffer.from(withoutOffer(request), 'latin1'), head]));
      server.emit('connection', connection);
    };
    const drop = (): void => void connection.destroy();
    connection.on('error', drop);
    // Whoever does not wait for an answer before the next request gets them in order, but Node only knows how for
    // requests that it was given the connection for at once.
    const before = latest.get(connection);
    if (!before || before.closed) giveBack();
    else before.once('close', giveBack);
  };
}

/** The head of a request as it came, in Latin-1 as on the wire, less the offer. */
function withoutOffer({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const kept = name.toLowerCase() === 'connection' ? withoutOffers(value) : value;
    if (!offers.includes(name.toLowerCase()) && kept !== '') lines.push(`${name}: ${kept}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const withoutOffers = (connection: string): string =>
  connection
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '' && !offers.includes(option.toLowerCase()))
    .join(', ');
