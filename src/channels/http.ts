import { LatchkeyError } from '../errors.ts';
import type { JsonObject } from '../store/json.ts';

/**
 * A request as handlers see it: plain data, so that neither channels nor tests know which HTTP library is beneath.
 */
export interface HttpRequest {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** The named parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
  /** The address of the socket's other end. */
  readonly remoteAddress: string;
  /** The address of the client, told by proxies that are trusted; else the same as `remoteAddress`. */
  readonly clientAddress: string;
  /** The `Host` header as it came. */
  readonly host: string;
  /** Scheme and host under which the client reached this program, such as `https://help.example.com`. */
  readonly baseUrl: string;
  /** When it was received, in ms since 1970. */
  readonly receivedAt: number;
}

/** An answer: JSON in `body`, or anything else in `content`, or neither. */
export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly content?: { readonly type: string; readonly data: string | Uint8Array };
}

/** Answers a request. May throw `HttpError` or `LatchkeyError`, which become an answer in the protocol's error shape. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** An operation: a verb and a path (`:name` marks a part that varies), and what answers it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** `json`: a JSON body must come; `optional`: may come; `none`: a body is not read. */
  readonly body: 'json' | 'optional' | 'none';
  /** How much work of earlier requests goes on after they were answered. */
  readonly backlog?: () => number;
  readonly handle: Handler;
}

/** An error whose HTTP status is known where it is raised. Its message is sent to the caller. */
export class HttpError extends LatchkeyError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, message, 'The caller must mend the request.');
    this.name = 'HttpError';
    this.status = status;
    this.headers = headers;
  }
}

/** A request to open a WebSocket. */
export type UpgradeRequest = Pick<HttpRequest, 'path' | 'query' | 'headers' | 'baseUrl' | 'receivedAt'>;

/** What is needed of an open WebSocket, whichever library made it. */
export interface Socket {
  /** Sends a text frame; `sent` is called when it has left or failed. */
  send(text: string, sent: (error?: Error | null) => void): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Cuts the connection at once. */
  terminate(): void;
  on(event: 'pong' | 'close' | 'error', listener: () => void): unknown;
}

/**
 * Decides about a request to open a WebSocket; what it returns is given the socket once it is open.
 *
 * @throws HttpError when the socket must not open
 */
export type Upgrade = (request: UpgradeRequest) => Promise<(socket: Socket) => void>;
