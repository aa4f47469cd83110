import type { IncomingMessage, Server as NodeServer, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import restify from 'restify';
import { HttpError, type Route, type Upgrade } from '../channels/http.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../insight/log.ts';
import { answer, type ExchangeOptions, pathOf, write } from './exchange.ts';
import { preflight } from './headers.ts';
import { errorResponse } from './http-errors.ts';
import { openApiRoute } from './openapi/route.ts';
import { createPlainListener } from './plain-request.ts';
import { createShedding } from './shedding.ts';
import { hasSoundAddress } from './sound-address.ts';
import { createUpgradeListener, endWith, rawAnswer } from './upgrade.ts';

export interface ServerOptions {
  readonly config: Pick<
    Config,
    'host' | 'port' | 'allowedOrigins' | 'trustedProxies' | 'publicUrl' | 'stopMs'
  >;
  readonly clock: Clock;
  readonly log: Log;
  /** What is served, beside its description at `/openapi.json`. */
  readonly routes: readonly Route[];
  readonly upgrade: Upgrade;
  /** How many requests other than GET may be worked on at once; a few hundred unless told. */
  readonly workAtOnce?: number;
  /** Called by `close` when the requests under way have ended: the time to close open WebSockets. */
  readonly drained?: () => Promise<void> | void;
}

export interface Server {
  /** @returns the port it listens on */
  listen(): Promise<number>;
  /**
   * Stops: takes no more connections, lets requests under way finish (at most `stopMs`), calls `drained`, and cuts what
   * is left.
   */
  close(): Promise<void>;
}

const headersAtMost = 100;
/** How long the headers of a request, and a request as a whole, may take to arrive, in ms. */
const headersMs = 15_000;
const requestMs = 30_000;
/** Longer than load balancers keep idle connections, so that they end them first. */
const keepAliveMs = 65_000;
/**
 * How many new connections may wait to be taken. With Node's 511 a rush is shed by the system, which says nothing: the
 * client then tries again after one, three and seven seconds, where a 429 would have been its answer.
 */
const connectionsInWaiting = 4096;
/** How long closed WebSockets may take to say goodbye, in ms. */
const farewellMs = 500;

/** Makes the HTTP server. This folder alone knows which library it is. */
export function createServer(options: ServerOptions): Server {
  const { config, clock, log } = options;
  const routes = [...options.routes, openApiRoute(options.routes)];
  let stopping = false;
  const underWay = new Set<Promise<void>>();
  const shed = createShedding(options.workAtOnce);
  const exchange: ExchangeOptions = { config, clock, log, stopping: () => stopping, shed };

  // Its own log stays shut: it would write addresses with their tokens.
  const server = restify.createServer({ name: '', log: pino({ level: 'silent' }) as never }) as RestifyServer;
  const node = server.server;
  node.headersTimeout = headersMs;
  node.requestTimeout = requestMs;
  node.keepAliveTimeout = keepAliveMs;
  node.maxHeadersCount = headersAtMost;
  // Node would refuse a request without Host with no body at all; `badAddress` has the shape of an error.
  Object.assign(node, { requireHostHeader: false });

  server.first((request, response) => {
    if (!hasSoundAddress(request)) {
      write(request, response, errorResponse(badAddress()), exchange);
      return false;
    }
    const asked = preflight(request, pathOf(request), config.allowedOrigins);
    if (!asked) return true;
    write(request, response, { status: 204, headers: asked }, exchange);
    return false;
  });

  for (const route of routes) {
    mount(server, route, async (request, response) => {
      const work = answer(request, response, route, request.params as Record<string, string>, exchange);
      underWay.add(work);
      await work.finally(() => underWay.delete(work));
    });
  }

  // Only the router's own errors come here: handlers never throw. The callback would have restify answer; it is not called.
  server.on('restifyError', (request: restify.Request, response: restify.Response, error: unknown) => {
    // The router has set `Allow` on a 405, and that is what OPTIONS asks for.
    const asked = request.method === 'OPTIONS' && statusOf(error) === 405;
    const result = asked ? { status: 204 } : errorResponse(routingError(error));
    write(request, response, result, exchange);
  });
  node.on('clientError', refuseGarbage);
  node.on('checkExpectation', (request, response) =>
    write(request, response, errorResponse(unmetExpectation()), exchange),
  );
  node.on('connect', (_request, socket) => refuseTunnel(socket));
  node.on('upgrade', createUpgradeListener(options.upgrade, createPlainListener(node), exchange));
  const connections = new Set<Socket>();
  node.on('connection', (socket) => {
    // One whose offer of another protocol was not taken up comes again, and again with its next offer.
    if (connections.has(socket)) return;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        node.once('error', reject);
        node.listen({ port: config.port, host: config.host, backlog: connectionsInWaiting }, () => {
          node.off('error', reject);
          resolve((node.address() as AddressInfo).port);
        });
      }),
    async close() {
      stopping = true;
      const closed = new Promise<void>((resolve) => node.close(() => resolve()));
      await within(clock, config.stopMs, Promise.allSettled(underWay));
      await options.drained?.();
      node.closeIdleConnections();
      await within(clock, farewellMs, closed);
      for (const socket of connections) socket.destroy();
    },
  };
}

/** What restify's type declarations leave out. */
interface RestifyServer extends restify.Server {
  readonly server: NodeServer;
  first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
}

type RestifyHandler = (request: restify.Request, response: restify.Response) => Promise<void>;

function mount(server: RestifyServer, { method, path }: Route, handle: RestifyHandler): void {
  // Async handlers of two parameters only: restify mistakes others for callers of `next`.
  const handler = handle as unknown as restify.RequestHandler;
  if (method === 'POST') server.post(path, handler);
  if (method === 'DELETE') server.del(path, handler);
  if (method === 'GET') {
    server.get(path, handler);
    server.head(path, handler);
  }
}

const badAddress = (): HttpError =>
  new HttpError(400, 'BadArgument', 'The address or the Host header is malformed.', { Connection: 'close' });

const unmetExpectation = (): HttpError =>
  new HttpError(417, 'BadArgument', 'No expectation is met here but 100-continue.', { Connection: 'close' });

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;

function routingError(error: unknown): unknown {
  const status = statusOf(error);
  if (status === 404) return new HttpError(404, 'BadArgument', 'There is nothing at this address.');
  if (status === 405) return new HttpError(405, 'BadArgument', 'The address does not take this method.');
  return error;
}

/** Refuses CONNECT, which has no response object: this is no proxy. */
function refuseTunnel(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  const body = { error: { code: 'BadArgument', message: 'The address does not take this method.' } };
  endWith(socket, 405, JSON.stringify(body));
}

/** Answers what is no HTTP at all, or too much of it, or too slow. */
function refuseGarbage(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = { error: { code: 'BadSyntax', message: 'The request is not one that can be read.' } };
  socket.end(rawAnswer(status, JSON.stringify(body)));
}

/** Waits for `work`, but no longer than `ms`. */
const within = (clock: Pick<Clock, 'after'>, ms: number, work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    void work.finally(() => {
      cancel();
      resolve();
    });
  });
