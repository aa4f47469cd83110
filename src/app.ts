import { CollectingAdapter } from './channels/adapter.ts';
import { createAzureSessions } from './channels/azure-direct-line/sessions.ts';
import { createCredentialCheck } from './channels/connector/credential-check.ts';
import { createConnectorDelivery } from './channels/connector/delivery.ts';
import { createMessagesHandler } from './channels/connector/messages.ts';
import { createDirectLine } from './channels/direct-line/direct-line.ts';
import { createStreamHub } from './channels/direct-line/stream-hub.ts';
import { switchedOff } from './channels/direct-line/switched-off.ts';
import { type Greetings, readGreetings } from './channels/greeting.ts';
import type { Route } from './channels/http.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createConversation } from './conversation.ts';
import type { Log } from './insight/log.ts';
import { createReminderTurns } from './reminders/reminder-turn.ts';
import { createReminders } from './reminders/reminders.ts';
import { returnFileRoute } from './reminders/return-file.ts';
import { healthRoutes } from './server/health.ts';
import { createLimits } from './server/limits.ts';
import { createServer } from './server/server.ts';
import { createRetention } from './store/retention.ts';
import type { Store } from './store/store.ts';
import { createTurnEngine } from './turn/engine.ts';
import { createOutbox, leaseMs } from './turn/outbox.ts';
import { placeOfKey } from './turn/turn.ts';
import type { Model } from './understanding/model/artefact.ts';

/** What the program is given from outside. */
export interface AppOptions {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Random bytes fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** The folder with the words, one folder a language. */
  readonly localesFolder: string;
  /** The trained model of the understanding. */
  readonly model: Model;
  /** Makes the help page and its files, given what the bot says first. */
  readonly pages: (greetings: Greetings) => readonly Route[];
}

/** The running program. */
export interface App {
  /** Begins to serve. @returns the port */
  listen(): Promise<number>;
  /** Finishes the turns under way, closes sockets, and stops delivering. The store is closed by whoever opened it. */
  close(): Promise<void>;
}

/** The id under which the bot speaks where it has no app id. */
const localBotId = 'latchkey';

/** Wires the parts together: the one place that knows them all. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, store, clock, log, random, randomBytes } = options;
  const appId = config.sdk.MicrosoftAppId;
  const adapter = new CollectingAdapter(config.sdk);
  const { botName, contactUrl, readingMs } = config;
  const settings = { botName, readingMs, ...(contactUrl && { contactUrl }) };
  const { runBot, read, speech } = createConversation(
    options.localesFolder,
    adapter,
    settings,
    clock,
    options.model,
  );

  const hub = createStreamHub({ store, clock, log });
  store.watch((keys) => void hub.catchUp(keys));
  const outbox = createOutbox({
    store,
    clock,
    random,
    send: createConnectorDelivery({ adapter, appId, clock, log }),
    dropped: (_message, code) => log.warn('outbox.dropped', { code }),
    failed: (error) => log.error('outbox.failed', error),
  });
  const engine = createTurnEngine({
    store,
    clock,
    // What was said here waits in the log for sockets, what was said elsewhere in the outbox: never both.
    wake: (key, waiting, logged) =>
      placeOfKey(key).origin === 'embedded' ? hub.wake(key, logged) : outbox.wake(key, waiting),
    leaseMs,
  });

  const retention = createRetention({
    store,
    clock,
    retentionDays: config.retentionDays,
    removed: hub.end,
    failed: (error) => log.error('retention.failed', error),
  });

  const shared = { take: engine.take, runBot, read, clock, log };
  const botId = appId ?? localBotId;
  const forgetText = speech.say(speech.languageFor(undefined), 'talk.forgetRequest');
  const reminders = createReminders({
    store,
    clock,
    random,
    take: engine.take,
    turnOf: createReminderTurns({ runBot, transcript: { botId, forgetText } }),
    dropped: () => log.warn('reminder.dropped'),
    failed: (error) => log.error('reminder.failed', error),
  });
  const sessions = {
    limits: createLimits({
      startsPerMinute: config.rateStartsPerMinute,
      postsPerMinute: config.ratePostsPerMinute,
    }),
    randomBytes,
    signingKey: config.tokenSigningKey ?? (await store.setting('tokenSigningKey', () => newKey(randomBytes))),
  };
  const { azureDirectLine } = config;
  const embedded = await createDirectLine({
    ...shared,
    ...sessions,
    store,
    hub,
    ...(azureDirectLine && {
      openSession: await createAzureSessions({ ...config, ...azureDirectLine, ...sessions, clock, log }),
    }),
    secret: config.directLineSecret,
    tokenSeconds: config.tokenSeconds,
    botId,
    forgetText,
  });
  const messages: Route = {
    method: 'POST',
    path: '/api/messages',
    body: 'json',
    backlog: () => outbox.underWay,
    handle: createMessagesHandler({
      ...shared,
      adapter,
      appId,
      publicUrl: config.publicUrl,
      newId: () => newKey(randomBytes),
    }),
  };

  const checkCredentials = createCredentialCheck({ adapter, appId, clock, log });
  const check = async (): Promise<void> => {
    await store.check();
    await checkCredentials();
  };
  const directLine = config.chatIsOn ? embedded : switchedOff(embedded);
  const pages = options.pages(await readGreetings(runBot, speech.languages, clock.now()));
  const server = createServer({
    config,
    clock,
    log,
    routes: [
      ...directLine.routes,
      messages,
      returnFileRoute({ speech, botName, clock }),
      ...healthRoutes(check, log),
      ...pages,
    ],
    upgrade: directLine.upgrade,
    drained: async () => {
      await engine.idle();
      hub.close();
    },
  });
  return {
    async listen() {
      outbox.start();
      reminders.start();
      retention.start();
      return await server.listen();
    },
    async close() {
      await reminders.stop();
      await server.close();
      await outbox.stop();
      await retention.stop();
    },
  };
}

const newKey = (randomBytes: (size: number) => Uint8Array): string =>
  Buffer.from(randomBytes(32)).toString('base64url');
