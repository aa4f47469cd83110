import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/channels/direct-line/ids.ts';
import type { HttpResponse } from '../../src/channels/http.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { Store } from '../../src/store/store.ts';
import { createSameBytes, type Life, startLife } from '../support/crash-life.ts';
import { createFakeChannel, ends, type FakeChannel } from '../support/fake-channel.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { type ShownActivity, textOf } from '../support/shown-activity.ts';

/** The whole way, with the real bot behind the real channels: several servers on one store, under one clock. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const longest = 30 * day;

let clock: FakeClock;
let store: Store;
let channel: FakeChannel;
let servers: Life[];
let randomBytes: (size: number) => Uint8Array;

const begin = async (): Promise<Life> => {
  const server = await startLife({ store, channel, clock, randomBytes, fault: () => undefined });
  servers.push(server);
  return server;
};

beforeEach(async () => {
  clock = createFakeClock();
  store = createMemoryStore(clock);
  channel = createFakeChannel();
  randomBytes = createSameBytes();
  servers = [];
  await begin();
});
afterEach(() => {
  for (const server of servers) server.end();
});

/** All servers end, time goes by, and as many begin anew. */
async function away(ms: number): Promise<void> {
  const count = servers.length;
  for (const server of servers) server.end();
  servers = [];
  await clock.advance(ms);
  for (let index = 0; index < count; index += 1) await begin();
  await clock.advance(minute);
}

let sent = 0;
/** Something that Teams hands in, to each server in turn. */
async function teams(fields: JsonObject): Promise<HttpResponse | undefined> {
  sent += 1;
  const response = await servers[sent % servers.length]?.call({
    method: 'POST',
    path: '/api/messages',
    body: {
      id: `activity ${sent}`,
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:9/',
      conversation: { id: 'talk', tenantId: 'tenant', conversationType: 'personal' },
      from: { id: '29:person' },
      recipient: { id: '28:bot' },
      localTimezone: 'Asia/Tokyo',
      ...fields,
    },
  });
  // Longer than a question takes to be read.
  await clock.advance(5_000);
  return response;
}
const say = (text: string) => teams({ type: 'message', text });
async function sayAll(...texts: readonly string[]): Promise<void> {
  for (const text of texts) await say(text);
}

const toTheWait = [
  'hello',
  'A personal account',
  'No, still locked out',
  'No other way is shown',
  'By text message',
  'I tried all of that',
];
const toTheForm = [
  'hello',
  'A personal account',
  'No, still locked out',
  'No other way is shown',
  'I no longer have that phone or address',
  'Two-step is off',
];

/** What the bot said by itself: it replies to nothing. */
const unasked = (): readonly string[] =>
  channel.arrived
    .filter(({ activity }) => activity['replyToId'] === undefined)
    .map(({ activity }) => textOf(activity as ShownActivity));
/** What the bot said last. */
const lastSaid = (): string => textOf((channel.arrived.at(-1)?.activity ?? {}) as ShownActivity);

describe('in Teams', () => {
  it('writes first after a day, by one of two servers, in the person’s zone [reminder.turn, reminder.once, P6]', async () => {
    await begin();
    await sayAll(...toTheWait, 'Remind me');
    const told = lastSaid();
    expect(told).toContain('Tuesday, January 8 at 6:01 PM GMT+9');
    expect(told).toContain("I'll write to you then");
    await clock.advance(day - hour);
    expect(unasked()).toEqual([]);
    await clock.advance(hour + minute);
    expect(unasked()).toHaveLength(1);
    expect(unasked()[0]).toMatch(/Step 4 of 5: Wait.*It is time\. The wait is over\..*Did it arrive\?/s);
    const { reference, activity } = channel.arrived.at(-1) ?? {};
    expect(activity).toMatchObject({
      type: 'message',
      channelId: 'msteams',
      conversation: { id: 'talk', tenantId: 'tenant' },
      from: { id: '28:bot' },
      recipient: { id: '29:person' },
    });
    expect(reference).toMatchObject({ serviceUrl: 'http://127.0.0.1:9/' });
    await say("The new code didn't come");
    expect(lastSaid()).toContain('Is two-step verification turned on');
  });

  it('survives restarts: after a day out of order it writes when it is back [reminder.durable, P6]', async () => {
    await sayAll(...toTheWait, 'Remind me');
    await away(hour);
    expect(unasked()).toEqual([]);
    await away(3 * day);
    expect(unasked()).toHaveLength(1);
    await away(day);
    expect(unasked()).toHaveLength(1);
  });

  it('writes for the form’s reply, and after the 30 days [reminder.turn, P6]', async () => {
    await sayAll(...toTheForm, 'I forgot the password', 'I sent the form');
    await away(day);
    expect(unasked()).toMatchObject([expect.stringContaining('It is time. Has anything changed?')]);
    await sayAll('start over', 'Yes, start over', ...toTheForm.slice(1));
    await sayAll('I know the password', 'My 30 days have started');
    expect(await store.nextReminder()).toBeGreaterThan(clock.now() + longest - minute);
    await away(longest - hour);
    expect(unasked()).toHaveLength(1);
    await away(hour);
    expect(unasked()).toHaveLength(2);
  });

  it.each([
    ['stop', { type: 'message', text: 'stop' }],
    ['forget me', { type: 'message', text: 'forget me' }],
    ['the removal of the bot', { type: 'installationUpdate', action: 'remove' }],
    ['the end of the conversation', { type: 'endOfConversation' }],
    ['an answer given earlier', { type: 'message', text: 'Go on without waiting' }],
  ])('writes nothing after %s [reminder.lapses]', async (_, fields) => {
    await sayAll(...toTheWait, 'Remind me');
    expect(await store.nextReminder()).toBeDefined();
    await teams(fields);
    expect(await store.nextReminder()).toBeUndefined();
    await away(2 * day);
    expect(unasked()).toEqual([]);
  });

  it('writes nothing to a conversation that takes no more messages, and keeps the place [reminder.lapses, P6]', async () => {
    await sayAll(...toTheWait, 'Remind me');
    channel.next(ends);
    await say('hello');
    await away(2 * day);
    expect(unasked()).toEqual([]);
    await say('hello');
    expect(lastSaid()).toContain('Welcome back. The wait is over.');
  });

  it('takes no event from outside for a reminder, under whatever name [reminder.inside]', async () => {
    await sayAll(...toTheWait, 'Remind me');
    const said = channel.arrived.length;
    const { row } = await store.load('connector/msteams/talk', []);
    for (const type of ['event', 'reminder', 'latchkey.reminder']) {
      expect((await teams({ type, name: 'latchkey.reminder', value: {} }))?.status).toBe(200);
    }
    await clock.advance(minute);
    expect(channel.arrived).toHaveLength(said);
    expect((await store.load('connector/msteams/talk', [])).row).toEqual(row);
  });
});

describe('on the help page', () => {
  /** Calls the embedded Direct Line. */
  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: JsonObject,
    token?: string,
  ): Promise<JsonObject> {
    const response = await servers[0]?.call({
      method,
      path,
      ...(body && { body }),
      ...(token !== undefined && { token }),
    });
    await clock.advance(5_000);
    return (response?.body ?? {}) as JsonObject;
  }

  it('keeps the place; the question stands in the log when the person returns [reminder.turn, reminder.inside, P6]', async () => {
    const { conversationId, token, resume } = (await call('POST', '/api/token', {})) as Record<
      string,
      string
    >;
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const post = (fields: JsonObject) => call('POST', path, fields, token);
    await call('POST', '/v3/directline/conversations', {}, token);
    for (const text of [...toTheWait.slice(1), "I'll wait and come back"])
      await post({ type: 'message', text });
    await post({ type: 'event', name: 'latchkey.reminder' });
    const before = (await store.readLog(keyOf(conversationId ?? ''), 0, 1000)).length;
    await away(day);
    const returned = await call('POST', '/api/token', { resume: resume ?? '' });
    const { activities } = await call('GET', path, undefined, String(returned['token']));
    const lines = activities as readonly JsonObject[];
    expect(lines).toHaveLength(before + 1);
    expect(lines.at(-1)).toMatchObject({
      type: 'message',
      from: { id: 'latchkey', role: 'bot' },
      text: expect.stringContaining('It is time. The wait is over.'),
    });
    expect(lines.at(-1)).not.toHaveProperty('replyToId');
    const stamps = lines.map(({ timestamp }) => String(timestamp));
    expect(stamps).toEqual([...stamps].sort());
  });
});
