import { CollectingAdapter } from '../../../src/channels/adapter.ts';
import type { BotInput, RunBot } from '../../../src/channels/bot-input.ts';
import {
  createMessagesHandler,
  type MessagesOptions,
  type MessagesRequest,
} from '../../../src/channels/connector/messages.ts';
import { systemClock } from '../../../src/clock.ts';
import { silentLog } from '../../../src/insight/log.ts';
import type { JsonObject } from '../../../src/store/json.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { LeasedMessage } from '../../../src/store/store.ts';
import { createTurnEngine } from '../../../src/turn/engine.ts';
import type { Understanding } from '../../../src/understanding/understanding.ts';

export const serviceUrl = 'http://127.0.0.1:9/';

/** A message as a channel sends it; fields given as undefined are left out. */
export const message = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'message',
  id: 'm1',
  channelId: 'emulator',
  serviceUrl,
  conversation: { id: 'c1' },
  from: { id: 'user1', name: 'Ada Lovelace' },
  recipient: { id: 'bot1', name: 'Latchkey' },
  text: 'hello',
  ...fields,
});

/** A request from this machine. */
export const local = (
  body: unknown,
  more: Partial<MessagesRequest> & { headers?: Record<string, string> } = {},
): MessagesRequest => ({
  body,
  remoteAddress: '127.0.0.1',
  host: 'localhost:3978',
  receivedAt: 1_000,
  ...more,
  headers: { 'content-type': 'application/json', ...more.headers },
});

/** Reads nothing, but takes out six digits, so that tests see which text goes on. */
const read = (text: string): Understanding => ({
  intents: [{ intent: 'none', score: 1 }],
  answers: {},
  secrets: [],
  redacted: text.replace(/\d{6}/g, '[code]'),
  empty: text.trim() === '',
});

/** An adapter for the bot of these settings. */
export const adapterFor = (settings: Record<string, string> = {}): CollectingAdapter =>
  new CollectingAdapter(settings);

/** The handler before the real engine and a store in memory, with a bot that says back what it got. */
export async function createHarness(options: Partial<MessagesOptions> = {}) {
  const store = await openStore('sqlite::memory:', systemClock);
  const inputs: BotInput[] = [];
  const woken: string[] = [];
  const engine = createTurnEngine({ store, clock: systemClock, wake: (key) => woken.push(key) });
  const adapter = options.adapter ?? adapterFor();
  const collecting = adapterFor();
  const echo: RunBot = async (input, row) => {
    inputs.push(input);
    const turns = typeof row?.state?.['turns'] === 'number' ? row.state['turns'] : 0;
    const { replies } = await collecting.runTurn(input.activity, async (context) => {
      if (input.kind === 'message') await context.sendActivity(`you said ${context.activity.text}`);
      if (input.kind === 'welcome') await context.sendActivity('welcome');
    });
    return { state: { turns: turns + 1 }, replies, forget: input.kind === 'removed' };
  };
  let ids = 0;
  const handle = createMessagesHandler({
    adapter,
    appId: undefined,
    publicUrl: undefined,
    log: silentLog,
    take: (input) => engine.take(input),
    runBot: echo,
    read,
    newId: () => {
      ids += 1;
      return `made-${ids}`;
    },
    ...options,
  });
  const row = async (conversation = 'c1') => (await store.load(`connector/emulator/${conversation}`, [])).row;
  const queued = () => store.lease(systemClock.now() + 1_000, 0, 100);
  return { handle, store, inputs, woken, row, queued };
}

/** What a refusal says. */
export async function refusal(answer: Promise<unknown>): Promise<JsonObject> {
  try {
    await answer;
  } catch (error) {
    const { status, code, message: text } = error as { status: number; code: string; message: string };
    return { status, code, text };
  }
  throw new Error('The request was not refused.');
}

/** A message of the outbox, leased for delivery. */
export const leased = (activity: JsonObject, reference: JsonObject): LeasedMessage => ({
  key: 'connector/emulator/c1',
  position: 1,
  activity: { type: 'message', text: 'hello', ...activity },
  reference,
  doubtful: 0,
  refused: 0,
  queuedAt: 0,
  leasedUntil: 0,
});
