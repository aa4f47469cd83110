import { beforeEach, describe, expect, it } from 'vitest';
import { createHarness, local, message, serviceUrl } from './support.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;
let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
  return () => harness.store.close();
});

const post = (fields: Record<string, unknown> = {}) => harness.handle(local(message(fields)));

describe('a message', () => {
  it('is answered once its turn is committed, and its reply waits in the outbox [connector.table, P5]', async () => {
    expect(await post()).toEqual({ status: 200 });
    const row = await harness.row();
    expect(row?.state).toEqual({ turns: 1 });
    const [queued] = await harness.queued();
    expect(queued?.activity).toMatchObject({
      type: 'message',
      text: 'you said hello',
      replyToId: 'm1',
      conversation: { id: 'c1' },
      from: { id: 'bot1' },
      recipient: { id: 'user1' },
    });
    expect(harness.woken).toEqual(['connector/emulator/c1']);
  });

  it('is built anew from the allow-list, its text redacted [connector.allow-list, P4]', async () => {
    await post({
      text: 'code 123456\u0000\u0007 please',
      timestamp: '2026-03-01T10:00:00.000Z',
      localTimezone: 'Europe/Berlin',
      locale: 'de-de',
      replyToId: 'x',
      attachments: [{ contentType: 'image/png', name: 'secret.png' }],
      entities: [{ type: 'clientInfo', country: 'DE' }],
      channelData: { clientActivityID: 'abc1', tenant: { id: 't' }, secret: 'hidden' },
      value: { password: 'hidden' },
      conversation: { id: 'c1', name: 'Ada and bot', tenantId: 't1', conversationType: 'personal' },
      from: { id: 'user1', name: 'Ada', aadObjectId: 'aad', properties: { mail: 'hidden' } },
      summary: 'hidden',
    });
    expect(harness.inputs[0]?.activity).toEqual({
      type: 'message',
      id: 'm1',
      timestamp: '2026-03-01T10:00:00.000Z',
      localTimezone: 'Europe/Berlin',
      locale: 'de-DE',
      channelId: 'emulator',
      serviceUrl,
      conversation: { id: 'c1', tenantId: 't1', conversationType: 'personal' },
      from: { id: 'user1' },
      recipient: { id: 'bot1' },
      text: 'code [code] please',
      channelData: { clientActivityID: 'abc1' },
    });
    expect((await harness.row())?.reference).toEqual({
      channelId: 'emulator',
      serviceUrl,
      conversation: { id: 'c1', tenantId: 't1', conversationType: 'personal' },
      bot: { id: 'bot1' },
      user: { id: 'user1' },
      locale: 'de-DE',
    });
  });

  it("carries a card's submit: three fields of it, and only known ones [connector.table, connector.allow-list]", async () => {
    const submit = { question: 'signInHelper', choice: 'in', turn: 3, password: 'hidden' };
    await post({ id: 'a', text: undefined, value: submit });
    await post({ id: 'b', text: undefined, value: { ...submit, choice: 'no such choice' } });
    await post({ id: 'c', text: 'typed', value: submit });
    await post({ id: 'd', text: undefined, value: ['signInHelper'] });
    expect(harness.inputs.map(({ kind, activity }) => [kind, activity['value']])).toEqual([
      ['message', { question: 'signInHelper', choice: 'in', turn: 3 }],
      ['message', undefined],
      ['message', undefined],
      ['message', undefined],
    ]);
  });

  it("takes the words that a card's button hands in for typed ones: read, redacted, and not kept as a value [connector.table, P4]", async () => {
    await post({ id: 'a', text: undefined, value: { text: 'code 123456 please' } });
    await post({ id: 'b', text: 'typed', value: { text: 'not typed' } });
    await post({ id: 'c', text: undefined, value: { text: 'x'.repeat(201) } });
    expect(harness.inputs.map(({ activity }) => [activity['text'], activity['value']])).toEqual([
      ['code [code] please', undefined],
      ['typed', undefined],
      ['', undefined],
    ]);
  });

  it('that comes again is not run again [connector.once, P5]', async () => {
    await Promise.all([post(), post(), post()]);
    await post({ text: 'another text under the same id' });
    expect(harness.inputs).toHaveLength(1);
    expect((await harness.row())?.state).toEqual({ turns: 1 });
    expect(await harness.queued()).toHaveLength(1);
    // Each repeat still wakes the delivery, for what may be left undelivered.
    expect(harness.woken).toHaveLength(4);
  });

  it("is known again by its client's id as well [connector.once]", async () => {
    await post({ id: 'a', channelData: { clientActivityID: 'one' } });
    await post({ id: 'b', channelData: { clientActivityID: 'one' } });
    expect(harness.inputs).toHaveLength(1);
  });

  it('without an id is a message of its own', async () => {
    await post({ id: undefined });
    await post({ id: undefined });
    expect(harness.inputs).toHaveLength(2);
    const [queued] = await harness.queued();
    expect(queued?.activity).not.toHaveProperty('replyToId');
  });

  it('that names no bot is answered all the same [connector.bad-input]', async () => {
    expect(await post({ recipient: undefined })).toEqual({ status: 200 });
    expect(harness.inputs[0]?.activity['recipient']).toEqual({ id: 'bot' });
  });

  it('of another channel is another conversation, whatever the ids [P5]', async () => {
    await post();
    await post({ channelId: 'msteams' });
    expect(harness.inputs.map(({ place }) => place)).toEqual([
      { origin: 'connector', channel: 'emulator', conversation: 'c1' },
      { origin: 'connector', channel: 'msteams', conversation: 'c1' },
    ]);
  });

  it('on which the bot fails leaves nothing behind [P5]', async () => {
    let broken = true;
    const { handle, row, store } = await createHarness({
      runBot: async () => {
        if (broken) throw new Error('a fault of the bot');
        return { state: { mended: true }, replies: [], forget: false };
      },
    });
    await expect(handle(local(message()))).rejects.toMatchObject({ code: 'BotFailed' });
    expect(await row()).toBeUndefined();
    broken = false;
    expect(await handle(local(message()))).toEqual({ status: 200 });
    expect((await row())?.state).toEqual({ mended: true });
    await store.close();
  });
});

describe('with expectReplies', () => {
  it('the replies stand in the response and nowhere else [connector.expect-replies]', async () => {
    const answer = await post({ deliveryMode: 'expectReplies' });
    expect(answer).toMatchObject({
      status: 200,
      body: { activities: [{ type: 'message', text: 'you said hello', replyToId: 'm1' }] },
    });
    expect(await harness.queued()).toEqual([]);
  });

  it('a repeat gets the recorded answer again [connector.expect-replies, connector.once, P5]', async () => {
    const first = await post({ deliveryMode: 'expectReplies' });
    const second = await post({ deliveryMode: 'expectReplies', text: 'something else' });
    expect(second).toEqual(first);
    expect(harness.inputs).toHaveLength(1);
  });

  it('what is ignored has no replies [connector.expect-replies]', async () => {
    expect(await post({ type: 'typing', deliveryMode: 'expectReplies' })).toEqual({
      status: 200,
      body: { activities: [] },
    });
  });
});
