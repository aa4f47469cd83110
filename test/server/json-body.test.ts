import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { readJsonBody } from '../../src/server/json-body.ts';
import { createFakeClock } from '../support/fake-clock.ts';

it('a body that comes too slowly is 408, and the connection is not used again [http.body-slow]', async () => {
  const clock = createFakeClock();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const request = await new Promise<IncomingMessage>((resolve) => {
    server.once('request', resolve);
    socket.write(
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
  });
  const read = expect(readJsonBody(request, 'json', clock)).rejects.toMatchObject({
    status: 408,
    headers: { Connection: 'close' },
  });
  await clock.advance(15_000);
  await read;
  socket.destroy();
  server.close();
});
