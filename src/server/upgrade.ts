import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { HttpError, type Upgrade } from '../channels/http.ts';
import type { Log } from '../insight/log.ts';
import { type ExchangeOptions, readRequest } from './exchange.ts';
import { securityHeaders } from './headers.ts';
import { errorResponse } from './http-errors.ts';

/** Clients send empty frames only; anything longer than a short text closes the socket. */
const payloadAtMost = 4 * 1024;

/**
 * Makes the listener for requests that offer another protocol. For a WebSocket `upgrade` decides, and a refusal is
 * answered in the protocol's error shape; what offers anything else is handed to `plain`.
 */
export function createUpgradeListener(
  upgrade: Upgrade,
  plain: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  options: ExchangeOptions,
) {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: payloadAtMost,
  });
  // Left alone, the library refuses in a shape of its own.
  sockets.on('wsClientError', (_error, socket) => refuse(socket, badHandshake(), options.log));
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      plain(request, socket, head);
      return;
    }
    const drop = (): void => void socket.destroy();
    socket.on('error', drop);
    decide(upgrade, request, options).then(
      (open) => {
        if (socket.destroyed) return;
        socket.off('error', drop);
        sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket));
      },
      (error: unknown) => refuse(socket, error, options.log),
    );
  };
}

const badHandshake = (): HttpError =>
  new HttpError(400, 'BadArgument', 'The WebSocket handshake is malformed.');

const decide = async (upgrade: Upgrade, request: IncomingMessage, options: ExchangeOptions) =>
  upgrade(readRequest(request, {}, options));

function refuse(socket: Duplex, error: unknown, log: Log): void {
  const { status, body } = errorResponse(error);
  if (status >= 500) log.error('upgrade.failed', error, { status });
  endWith(socket, status, JSON.stringify(body));
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  431: 'Request Header Fields Too Large',
  408: 'Request Timeout',
  503: 'Service Unavailable',
};

/**
 * Answers on a connection that Node has given out of its hands, and closes it: nobody reads it any more, so it would never
 * be known that its client has gone.
 */
export function endWith(socket: Duplex, status: number, body: string): void {
  socket.end(rawAnswer(status, body), () => socket.destroy());
}

/** An answer written by hand, for connections on which there is no response object. */
export function rawAnswer(status: number, body: string): string {
  const headers = {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reasons[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`;
}
