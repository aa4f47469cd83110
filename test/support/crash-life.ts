import { createHash } from 'node:crypto';
import { CollectingAdapter } from '../../src/channels/adapter.ts';
import { createMessagesHandler } from '../../src/channels/connector/messages.ts';
import { createDirectLine } from '../../src/channels/direct-line/direct-line.ts';
import { createStreamHub } from '../../src/channels/direct-line/stream-hub.ts';
import type { HttpRequest, HttpResponse, Route } from '../../src/channels/http.ts';
import type { Clock } from '../../src/clock.ts';
import { type Conversation, createConversation } from '../../src/conversation.ts';
import { silentLog } from '../../src/insight/log.ts';
import { createReminderTurns } from '../../src/reminders/reminder-turn.ts';
import { createReminders } from '../../src/reminders/reminders.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine } from '../../src/turn/engine.ts';
import { createOutbox, leaseMs } from '../../src/turn/outbox.ts';
import { withFailpoints } from './failpoints.ts';
import type { FakeChannel } from './fake-channel.ts';
import { theModel } from './model.ts';
import { createSignal } from './signal.ts';

/** What happens to a process at a failpoint. */
export type Fault = 'crash' | 'error';

/** A request as a client or a channel makes it. */
export interface Call {
  readonly method: Route['method'];
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly token?: string;
  readonly body?: JsonObject;
}

/** A process from its start to its death: the real parts, made anew, on a store that outlives it. */
export interface Life {
  /** Undefined when the process died before it answered. */
  call(request: Call): Promise<HttpResponse | undefined>;
  isDead(): boolean;
  /** The process ends here. */
  end(): void;
}

export interface LifeOptions {
  readonly store: Store;
  readonly channel: FakeChannel;
  readonly clock: Clock;
  readonly randomBytes: (size: number) => Uint8Array;
  /** What goes wrong at a failpoint, if anything. */
  readonly fault: (point: string) => Fault | undefined;
}

const adapter = new CollectingAdapter({});
const host = 'localhost:3978';
const never = new Promise<never>(() => undefined);

/** The clock of the run that goes on now: words and model are loaded once for all runs. */
let running: Pick<Clock, 'now'> = { now: () => 0 };
let loaded: Conversation | undefined;

const conversationAt = (clock: Pick<Clock, 'now'>): Conversation => {
  running = clock;
  loaded ??= createConversation(
    new URL('../../locales', import.meta.url).pathname,
    adapter,
    { botName: 'Latchkey', readingMs: 1500 },
    { now: () => running.now() },
    theModel,
  );
  return loaded;
};

/** Random bytes that are the same in every run, and never the same twice in one. */
export function createSameBytes(): (size: number) => Uint8Array {
  let made = 0;
  return (size) => {
    made += 1;
    return createHash('sha256').update(`bytes ${made}`).digest().subarray(0, size);
  };
}

/** Starts a process: what `src/app.ts` wires, without the HTTP server, and with failpoints around store and channel. */
export async function startLife(options: LifeOptions): Promise<Life> {
  const { channel, clock, randomBytes } = options;
  let dead = false;
  const { given: death, give: die } = createSignal();
  const fire = async (point: string): Promise<void> => {
    if (dead) return never;
    const fault = options.fault(point);
    if (fault === 'error') throw new Error(`no ${point}`);
    if (fault === undefined) return;
    end();
    return never;
  };
  const end = (): void => {
    dead = true;
    die();
  };
  const ownClock: Clock = {
    now: clock.now,
    after: (ms, action) =>
      clock.after(ms, () => {
        if (!dead) action();
      }),
  };

  const store = withFailpoints('store', options.store, fire);
  const { runBot, read, speech } = conversationAt(clock);
  const hub = createStreamHub({ store, clock: ownClock, log: silentLog });
  const outbox = createOutbox({
    store,
    clock: ownClock,
    random: () => 0.5,
    send: withFailpoints('connector', { send: channel.send }, fire).send,
    dropped: () => undefined,
    failed: () => undefined,
  });
  const engine = createTurnEngine({
    store,
    clock: ownClock,
    wake: (key, waiting) => {
      hub.wake(key);
      outbox.wake(key, waiting);
    },
    leaseMs,
  });
  const botId = 'latchkey';
  const forgetText = speech.say(speech.languageFor(undefined), 'talk.forgetRequest');
  const reminders = createReminders({
    store,
    clock: ownClock,
    random: () => 0.5,
    take: engine.take,
    turnOf: createReminderTurns({ runBot, transcript: { botId, forgetText } }),
    dropped: () => undefined,
    failed: () => undefined,
  });
  const shared = { take: engine.take, runBot, read, clock: ownClock, log: silentLog };
  const directLine = await createDirectLine({
    ...shared,
    store,
    hub,
    limits: { start: async () => undefined, post: async () => undefined },
    randomBytes,
    signingKey: 'a key of which only this test knows',
    secret: undefined,
    tokenSeconds: 1800,
    botId,
    forgetText,
  });
  const messages: Route = {
    method: 'POST',
    path: '/api/messages',
    body: 'json',
    handle: createMessagesHandler({
      ...shared,
      adapter,
      appId: undefined,
      publicUrl: undefined,
      newId: () => Buffer.from(randomBytes(32)).toString('base64url'),
    }),
  };
  const routes = [...directLine.routes, messages];
  outbox.start();
  reminders.start();
  return {
    isDead: () => dead,
    end,
    call: (request) => Promise.race([answer(routes, request, clock.now()), death.then(() => undefined)]),
  };
}

const patterns = new Map<string, RegExp>();

/** The pattern of a route's path, whose named parts are its groups. */
function patternOf(path: string): RegExp {
  const pattern = patterns.get(path) ?? new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
  patterns.set(path, pattern);
  return pattern;
}

function answer(routes: readonly Route[], call: Call, receivedAt: number): Promise<HttpResponse> {
  for (const route of routes) {
    const match = route.method === call.method ? patternOf(route.path).exec(call.path) : null;
    if (!match) continue;
    const request: HttpRequest = {
      method: call.method,
      path: call.path,
      params: { ...match.groups },
      query: new URLSearchParams(call.query),
      headers: {
        'content-type': 'application/json',
        ...(call.token && { authorization: `Bearer ${call.token}` }),
      },
      body: call.body && structuredClone(call.body),
      remoteAddress: '127.0.0.1',
      clientAddress: '127.0.0.1',
      host,
      baseUrl: `http://${host}`,
      receivedAt,
    };
    return route.handle(request);
  }
  throw new Error(`no route for ${call.method} ${call.path}`);
}
