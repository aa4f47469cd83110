import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { connect } from 'node:net';

/**
 * Starts a front before servers that all serve the same: each request and each WebSocket goes to the next of them, and to
 * the one after that when the next does not take connections. What has reached a server is never sent to another: whether
 * it was done is for the client to ask.
 *
 * @param {object} options
 * @param {number} options.port
 * @param {readonly number[]} options.servers their ports on this machine
 */
export async function startFront({ port, servers }) {
  let turn = 0;
  /** The servers, each once, beginning with the one whose turn it is. */
  const inTurn = () => {
    turn += 1;
    return servers.map((_, index) => servers[(turn + index) % servers.length]);
  };

  const front = createServer((request, response) => {
    passOn(request, response, inTurn());
  });
  front.on('upgrade', (request, socket, head) => {
    splice(request, socket, head, inTurn());
  });
  front.listen(port, '127.0.0.1');
  await once(front, 'listening');
  return {
    port: front.address().port,
    async close() {
      front.close();
      front.closeAllConnections();
      await once(front, 'close');
    },
  };
}

/** The headers that a request came with, and for whom it is passed on. */
const headersOf = (request) => ({
  ...request.headers,
  'x-forwarded-for': [request.headers['x-forwarded-for'], request.socket.remoteAddress]
    .filter(Boolean)
    .join(', '),
  'x-forwarded-proto': request.headers['x-forwarded-proto'] ?? 'http',
});

function passOn(request, response, [server, ...others]) {
  if (server === undefined) {
    request.resume();
    response.writeHead(503, { 'retry-after': '1' }).end();
    return;
  }
  let isConnected = false;
  const { method, url } = request;
  const passed = forward({
    host: '127.0.0.1',
    port: server,
    method,
    path: url,
    headers: headersOf(request),
    agent: false,
  });
  passed.on('socket', (socket) => {
    socket.once('connect', () => {
      isConnected = true;
      request.pipe(passed);
    });
  });
  passed.on('response', (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  passed.on('error', () => {
    if (!isConnected) passOn(request, response, others);
    // Cut, as the server was: the client knows then that nobody knows.
    else response.destroy();
  });
  response.on('close', () => passed.destroy());
}

function splice(request, socket, head, [server, ...others]) {
  if (server === undefined) {
    socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n');
    return;
  }
  const wire = connect(server, '127.0.0.1');
  wire.once('error', () => splice(request, socket, head, others));
  wire.once('connect', () => {
    wire.removeAllListeners('error');
    const end = () => {
      wire.destroy();
      socket.destroy();
    };
    for (const one of [wire, socket]) one.on('error', end).on('close', end);
    const lines = Object.entries(headersOf(request)).map(([name, value]) => `${name}: ${value}\r\n`);
    wire.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    wire.write(head);
    wire.pipe(socket).pipe(wire);
  });
}
