import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Offers that go with `Upgrade` and with nothing else. */
const offers = ['upgrade', 'http2-settings'];

/**
 * Answers a request as if it had not offered to go over to a protocol that is not spoken here, as RFC 9110 (7.8) has it:
 * Java's client, for one, offers HTTP/2 with the first request of each connection. Node takes any such offer for an
 * upgrade and stops to read the connection, which is therefore given back to it, with the request less the offer.
 *
 * @param head what was read of the connection after the headers
 */
export function takeAsPlainRequest(
  server: Server,
  request: IncomingMessage,
  connection: Duplex,
  head: Buffer,
): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const kept = name.toLowerCase() === 'connection' ? withoutOffers(value) : value;
    if (!offers.includes(name.toLowerCase()) && kept !== '') lines.push(`${name}: ${kept}`);
  }
  // Header bytes are Latin-1 on the wire, and so they came here.
  connection.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', connection);
}

const withoutOffers = (connection: string): string =>
  connection
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '' && !offers.includes(option.toLowerCase()))
    .join(', ');
