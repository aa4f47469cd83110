import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BotInput } from '../../../src/channels/bot-input.ts';
import { type Answer, echoBot, type Service, secret, startService } from '../../server/start-service.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const base = '/v3/directline/conversations';
const inputs: BotInput[] = [];
let broken: 'bot' | 'store' | undefined;
let service: Service;
let id: string;
let token: string;

beforeAll(async () => {
  service = await startService({
    runBot: (input, row) => {
      inputs.push(input);
      if (broken === 'bot') throw new Error('password hunter2');
      return echoBot(input, row);
    },
    store: (clock) => {
      const store = createMemoryStore(clock);
      const readLog: typeof store.readLog = (...read) =>
        broken === 'store' ? Promise.reject(new Error('disk full')) : store.readLog(...read);
      return { ...store, readLog };
    },
  });
});
afterAll(() => service.close());
beforeEach(async () => {
  broken = undefined;
  inputs.length = 0;
  const session = await service.call('POST', '/api/token', { body: {} });
  ({ conversationId: id, token } = session.body);
  await service.call('POST', base, { token });
});

const post = (body: unknown, as = token): Promise<Answer> =>
  service.call('POST', `${base}/${id}/activities`, { token: as, body });
const get = (query = ''): Promise<Answer> =>
  service.call('GET', `${base}/${id}/activities${query}`, { token });
const message = { type: 'message', text: 'hello', from: { id: 'someone' } };

describe('posting', () => {
  it('answers with the id of the echo, which comes before the replies [DL.echo-first]', async () => {
    const { status, body } = await post(message);
    expect({ status, body }).toEqual({ status: 200, body: { id: `${id}|0000002` } });
    const { activities, watermark } = (await get('?watermark=1')).body;
    expect(activities).toMatchObject([
      { id: `${id}|0000002`, text: 'hello', from: { role: 'user' } },
      {
        id: `${id}|0000003`,
        text: 'turn 2: 5 characters',
        from: { id: 'latchkey', role: 'bot' },
        replyToId: `${id}|0000002`,
      },
    ]);
    expect(watermark).toBe('3');
  });

  it("speaks as the token's user, whatever the activity says [DL.from-id]", async () => {
    await post({ ...message, from: { id: 'dl_somebody_else', name: 'Jane', role: 'bot' } });
    const [echo] = (await get('?watermark=1')).body.activities;
    expect(echo.from).toEqual({ id: expect.stringMatching(/^dl_/), role: 'user' });
    expect(echo.from.id).not.toBe('dl_somebody_else');
  });

  it('with the secret speaks as who the activity says, and must say it [DL.from-id]', async () => {
    expect((await post(message, secret)).status).toBe(200);
    expect(inputs.at(-1)?.activity['from']).toEqual({ id: 'someone', role: 'user' });
    expect(await post({ ...message, from: {} }, secret)).toMatchObject({
      status: 400,
      body: { error: { code: 'MissingProperty' } },
    });
  });

  it('hands the bot a whole activity of its own making, with the redacted text only [P4, DL.activity-fields]', async () => {
    const sent = {
      ...message,
      text: 'my password hunter2\u0000',
      id: 'mine',
      serviceUrl: 'https://evil.example',
      locale: 'de-de',
      localTimezone: 'Europe/Berlin',
      entities: [{ type: 'x' }],
      attachments: [{ contentUrl: 'https://evil.example/x' }],
      channelData: { clientActivityID: 'abc', secret: 'x' },
      deliveryMode: 'stream',
      value: { hunter2: true },
    };
    await post(sent);
    const { kind, activity, understanding, place } = inputs.at(-1) as BotInput;
    expect({ kind, place }).toEqual({
      kind: 'message',
      place: { origin: 'embedded', channel: 'directline', conversation: id },
    });
    expect(activity).toEqual({
      type: 'message',
      id: expect.stringContaining(id),
      timestamp: expect.stringMatching(/Z$/),
      channelId: 'directline',
      serviceUrl: expect.stringMatching(/^https:/),
      conversation: { id },
      from: { id: expect.stringMatching(/^dl_/), role: 'user' },
      recipient: { id: 'latchkey', role: 'bot' },
      text: 'my password [removed]',
      locale: 'de-DE',
      localTimezone: 'Europe/Berlin',
    });
    expect(understanding?.redacted).toBe('my password [removed]');
    const kept = JSON.stringify([await get(), service.logged()]);
    for (const trace of ['hunter2', 'evil.example', 'secret":"x']) expect(kept).not.toContain(trace);
    expect(kept).toContain('"channelData":{"clientActivityID":"abc"}');
  });

  it('again under the same clientActivityID is the same message: same answer, one turn [DL.repeat, P5]', async () => {
    const twice = { ...message, channelData: { clientActivityID: 'same' } };
    const answers = await Promise.all([post(twice), post(twice), post(twice)]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await get('?watermark=1')).body.activities).toHaveLength(2);
  });

  it('without one is a message each time, whatever id the client set [DL.repeat]', async () => {
    const [one, other] = [await post({ ...message, id: 'x' }), await post({ ...message, id: 'x' })];
    expect(one.body.id).not.toBe(other.body.id);
  });

  it('endOfConversation is taken as "stop" [DL.activity-types]', async () => {
    expect((await post({ type: 'endOfConversation' })).status).toBe(200);
    expect(inputs.at(-1)?.kind).toBe('stop');
    const { activities } = (await get('?watermark=1')).body;
    expect(activities).toMatchObject([{ type: 'endOfConversation' }, { text: 'goodbye' }]);
  });

  it.each(['typing', 'messageReaction', 'event', 'conversationUpdate', 'installationUpdate', 'other'])(
    '%s is accepted, and leads to nothing [DL.activity-types]',
    async (type) => {
      const before = inputs.length;
      const { status, body } = await post({ type, name: 'webchat/join', text: 'hunter2' });
      expect({ status, body }).toEqual({ status: 200, body: { id: expect.any(String) } });
      expect(inputs).toHaveLength(before);
      expect((await get()).body.activities).toHaveLength(1);
    },
  );

  it('asking to be forgotten leaves the confirmation, and the message without its words [DL.forget, P4]', async () => {
    await post({ ...message, text: 'remember hunter2' });
    await post({ ...message, text: 'forget me' });
    const { activities } = (await get()).body;
    expect(activities).toMatchObject([{ text: '[forgotten]' }, { text: 'forgotten' }]);
    expect(JSON.stringify(activities)).not.toContain('hunter2');
  });

  it('when the bot fails is 502 BotError, nothing is kept, and the log has no word of it [DL.bot-failure]', async () => {
    broken = 'bot';
    const answer = await post({ ...message, text: 'hunter2 hunter2' });
    expect(answer).toMatchObject({
      status: 502,
      body: { error: { code: 'BotError', message: expect.any(String) } },
    });
    broken = undefined;
    expect((await get()).body.activities).toHaveLength(1);
    expect(service.logged()).toContain('BotFailed');
    expect(service.logged() + JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  it('faster than the bot can answer is 429 with Retry-After, and what was accepted is answered [DL.busy]', async () => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => post(message)));
    const accepted = answers.filter((answer) => answer.status === 200);
    const refused = answers.filter((answer) => answer.status === 429);
    expect(accepted.length + refused.length).toBe(80);
    for (const answer of refused) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    let all = 0;
    for (let query = '?watermark=1'; ; ) {
      const { activities, watermark } = (await get(query)).body;
      if (activities.length === 0) break;
      all += activities.length;
      query = `?watermark=${watermark}`;
    }
    expect(all).toBe(2 * accepted.length);
  });
});

describe('polling', () => {
  it('pages by the watermark until nothing is left, and then says the same watermark [DL.poll]', async () => {
    await post(message);
    const { watermark } = (await get()).body;
    expect(watermark).toBe('3');
    expect((await get(`?watermark=${watermark}`)).body).toEqual({ activities: [], watermark: '3' });
  });

  it.each(['', '?watermark=', '?watermark=-', '?watermark=null'])(
    '%s is from the start [DL.watermark-start]',
    async (query) => {
      expect((await get(query)).body).toMatchObject({ activities: [{ text: 'hello' }], watermark: '1' });
    },
  );

  it('beyond the end is answered with the end, so that what comes next is not missed [DL.watermark-beyond-end]', async () => {
    expect((await get('?watermark=500')).body).toEqual({ activities: [], watermark: '1' });
  });

  it('never holds typing [DL.typing-not-logged]', async () => {
    await post(message);
    expect((await get()).body.activities.map((one: { type: string }) => one.type)).toEqual([
      'message',
      'message',
      'message',
    ]);
  });

  it('is an empty page when the store fails: any error would end the real client for good [DL.poll-never-fails]', async () => {
    broken = 'store';
    expect(await get('?watermark=')).toMatchObject({ status: 200, body: { activities: [], watermark: '0' } });
  });
});

describe('what this bot does not do', () => {
  it('uploads are refused with a 4xx that no client takes for an expired token [DL.no-uploads]', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    const response = await fetch(`${service.url}${base}/${id}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BadArgument' } });
  });

  it('session ids are a clean 404 [DL.no-session-id]', async () => {
    expect(await service.call('GET', '/v3/directline/session/getsessionid')).toMatchObject({
      status: 404,
      body: { error: {} },
    });
  });
});
