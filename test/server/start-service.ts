import { randomBytes } from 'node:crypto';
import type { RunBot } from '../../src/channels/bot-input.ts';
import type { DirectLineOptions } from '../../src/channels/direct-line/context.ts';
import { createDirectLine } from '../../src/channels/direct-line/direct-line.ts';
import { createStreamHub, type StreamHub } from '../../src/channels/direct-line/stream-hub.ts';
import type { Route } from '../../src/channels/http.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/insight/log.ts';
import { healthRoutes } from '../../src/server/health.ts';
import { createLimits } from '../../src/server/limits.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine } from '../../src/turn/engine.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { createMemoryStore } from '../support/memory-store.ts';

export const secret = 'the-secret-of-the-tests';
export const signingKey = 'a signing key of forty characters, no less';

/** Greets on welcome, says goodbye on stop, else tells the length of what it heard. */
export const echoBot: RunBot = async ({ kind, activity, understanding }, row) => {
  const turns = Number(row?.state?.['turns'] ?? 0) + 1;
  const forget = understanding?.intents[0]?.intent === 'forgetMe';
  const words = {
    message: `turn ${turns}: ${String(activity['text'] ?? '').length} characters`,
    welcome: 'hello',
    stop: 'goodbye',
  };
  const text = forget ? 'forgotten' : words[kind as keyof typeof words];
  return {
    state: { turns },
    replies: [
      { type: 'typing' },
      { type: 'message', text, inputHint: 'expectingInput', replyToId: 'made up', attachments: [] },
    ],
    forget,
  };
};

/** Takes out what follows "password" and knows the one intent that the channel itself must see the effect of. */
const readText = (text: string): Understanding => ({
  intents: [{ intent: text === 'forget me' ? 'forgetMe' : 'none', score: 1 }],
  answers: {},
  secrets: [],
  redacted: text.replace(/password \S+/g, 'password [removed]').slice(0, 2000),
  empty: text.trim() === '',
});

export interface Service {
  readonly url: string;
  readonly store: Store;
  readonly hub: StreamHub;
  readonly server: Server;
  /** Everything that was logged so far. */
  readonly logged: () => string;
  /** Calls an address; JSON in and out. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export interface ServiceOptions extends Partial<Pick<DirectLineOptions, 'runBot' | 'read' | 'limits'>> {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly store?: (clock: Clock) => Store;
  readonly routes?: readonly Route[];
}

/** Starts the real server and the real embedded Direct Line over a store in memory and a bot that is a function. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const clock = options.clock ?? systemClock;
  const config = readConfig({
    PORT: '0',
    DIRECT_LINE_SECRET: secret,
    RATE_POSTS_PER_MINUTE: '0',
    ...options.env,
  });
  const store = (options.store ?? createMemoryStore)(clock);
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const hub = createStreamHub({ store, clock, log });
  const engine = createTurnEngine({ store, clock, wake: (key, _waiting, logged) => hub.wake(key, logged) });
  const directLine = await createDirectLine({
    store,
    take: engine.take,
    runBot: options.runBot ?? echoBot,
    read: options.read ?? readText,
    hub,
    limits:
      options.limits ??
      createLimits({
        startsPerMinute: config.rateStartsPerMinute,
        postsPerMinute: config.ratePostsPerMinute,
      }),
    clock,
    randomBytes,
    signingKey,
    secret: config.directLineSecret,
    tokenSeconds: config.tokenSeconds,
    botId: 'latchkey',
    forgetText: '[forgotten]',
    log,
  });
  const server = createServer({
    config,
    clock,
    log,
    routes: [...healthRoutes(store.check, log), ...directLine.routes, ...(options.routes ?? [])],
    upgrade: directLine.upgrade,
    drained: hub.close,
  });
  const port = await server.listen();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    store,
    hub,
    server,
    logged: () => lines.join(''),
    call: (method, path, call = {}) => callAddress(url + path, method, call),
    close: () => server.close(),
  };
}

async function callAddress(
  url: string,
  method: string,
  { token, body, headers }: CallOptions,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
