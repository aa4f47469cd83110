import { beforeEach, describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/errors.ts';
import { createHarness, local, message, refusal, serviceUrl } from './support.ts';

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

describe('a newcomer', () => {
  const newcomers = {
    'conversationUpdate with both': {
      type: 'conversationUpdate',
      membersAdded: [{ id: 'bot1' }, { id: 'user1', name: 'Ada' }],
    },
    'conversationUpdate that the bot itself sent': {
      type: 'conversationUpdate',
      from: { id: 'bot1' },
      membersAdded: [{ id: 'user1' }],
    },
    'conversationUpdate that nobody sent': {
      type: 'conversationUpdate',
      from: undefined,
      membersAdded: [{ id: 'user1' }],
    },
    'installationUpdate add': { type: 'installationUpdate', action: 'add' },
    'event webchat/join': { type: 'event', name: 'webchat/join', value: { language: 'en' } },
  };
  for (const [name, fields] of Object.entries(newcomers)) {
    it(`is told of by ${name} [connector.welcome]`, async () => {
      expect(await post({ text: undefined, ...fields })).toEqual({ status: 200 });
      expect(harness.inputs).toHaveLength(1);
      expect(harness.inputs[0]).toMatchObject({
        kind: 'welcome',
        activity: { type: 'conversationUpdate', membersAdded: [{ id: 'user1' }], from: { id: 'user1' } },
      });
      const [queued] = await harness.queued();
      expect(queued?.activity).toMatchObject({ text: 'welcome', conversation: { id: 'c1' } });
    });
  }

  it('is not the bot, nor one who left [connector.welcome]', async () => {
    await post({ type: 'conversationUpdate', membersAdded: [{ id: 'bot1' }] });
    await post({ type: 'conversationUpdate', membersRemoved: [{ id: 'user1' }] });
    await post({ type: 'conversationUpdate', topicName: 'new' });
    await post({ type: 'installationUpdate', action: 'add-upgrade' });
    await post({ type: 'installationUpdate', action: 'remove-upgrade' });
    expect(harness.inputs).toEqual([]);
  });
});

describe('the end', () => {
  it('of a conversation is taken as stop [connector.table]', async () => {
    await post();
    await post({ type: 'endOfConversation', id: 'e1', text: undefined, code: 'userCancelled' });
    expect(harness.inputs.map(({ kind }) => kind)).toEqual(['message', 'stop']);
  });

  it('of a conversation that never began is nothing [connector.table]', async () => {
    expect(await post({ type: 'endOfConversation', text: undefined })).toEqual({ status: 200 });
    expect(await post({ type: 'installationUpdate', action: 'remove', id: 'r' })).toEqual({ status: 200 });
    expect(harness.inputs).toEqual([]);
    expect(await harness.row()).toBeUndefined();
  });

  it('of an installation deletes what is kept, the way to the person included [connector.removed, P4]', async () => {
    await post();
    await post({ type: 'installationUpdate', action: 'remove', id: 'r1', text: undefined });
    expect(harness.inputs.at(-1)?.kind).toBe('removed');
    expect((await harness.row())?.reference).toBeNull();
    expect(await harness.queued()).toEqual([]);
  });
});

describe('an invoke', () => {
  const invoke = (name: unknown, more = {}) =>
    post({
      type: 'invoke',
      name,
      id: `i-${String(name)}`,
      text: undefined,
      value: { any: 'thing' },
      ...more,
    });

  for (const name of [
    'signin/verifyState',
    'signin/tokenExchange',
    'task/fetch',
    'task/submit',
    'adaptiveCard/action',
    'suggestedAction/submit',
    'fileConsent/invoke',
    'actionableMessage/executeAction',
    'CardAction.Invoke',
  ]) {
    it(`${name} is answered at once [connector.invoke]`, async () => {
      expect(await invoke(name)).toEqual({ status: 200 });
      expect(harness.inputs[0]).toMatchObject({ kind: 'invoke', activity: { type: 'invoke', name } });
      expect(harness.inputs[0]?.activity).not.toHaveProperty('value');
    });
  }

  it('of another name is not implemented [connector.invoke]', async () => {
    expect(await invoke('who/knows')).toEqual({ status: 501 });
    expect(await invoke(undefined)).toEqual({ status: 501 });
    expect(await invoke('constructor')).toEqual({ status: 501 });
  });

  it('is answered as the bot says, and again when it comes again [connector.invoke, connector.once]', async () => {
    let runs = 0;
    const { handle, store } = await createHarness({
      runBot: async () => {
        runs += 1;
        return { state: {}, replies: [], forget: false, response: { status: 202, body: { run: runs } } };
      },
    });
    const request = local(message({ type: 'invoke', name: 'who/knows' }));
    expect(await handle(request)).toEqual({ status: 202, body: { run: 1 } });
    expect(await handle(request)).toEqual({ status: 202, body: { run: 1 } });
    await store.close();
  });
});

describe('everything else', () => {
  for (const type of [
    'typing',
    'messageReaction',
    'messageUpdate',
    'messageDelete',
    'event',
    'trace',
    'contactRelationUpdate',
    'constructor',
    'no such type',
  ]) {
    it(`${type} is accepted and ignored [connector.table]`, async () => {
      expect(await post({ type, from: undefined, name: 'some event' })).toEqual({ status: 200 });
      expect(harness.inputs).toEqual([]);
      expect(await harness.row()).toBeUndefined();
    });
  }
});

describe('bad input', () => {
  const bad: Record<string, [unknown, string]> = {
    'no object': ['hello', 'BadArgument'],
    'an array': [[message()], 'BadArgument'],
    nothing: [undefined, 'BadArgument'],
    null: [null, 'BadArgument'],
    'no type': [message({ type: undefined }), 'MissingProperty'],
    'an empty type': [message({ type: '' }), 'BadArgument'],
    'a type that is a list': [message({ type: ['message'] }), 'BadArgument'],
    'no conversation': [message({ conversation: undefined }), 'MissingProperty'],
    'no conversation id': [message({ conversation: {} }), 'MissingProperty'],
    'a conversation that is a string': [message({ conversation: 'c1' }), 'BadArgument'],
    'NUL in the conversation id': [message({ conversation: { id: 'c\u0000' } }), 'BadArgument'],
    'half a surrogate pair in an id': [message({ conversation: { id: 'c\ud800' } }), 'BadArgument'],
    'a conversation id that climbs': [message({ conversation: { id: '..' } }), 'BadArgument'],
    'no from': [message({ from: undefined }), 'MissingProperty'],
    'from as a list': [message({ from: [{ id: 'user1' }] }), 'BadArgument'],
    'no channel': [message({ channelId: undefined }), 'MissingProperty'],
    'a slash in the channel': [message({ channelId: 'a/b' }), 'BadArgument'],
    'no service URL': [message({ serviceUrl: undefined }), 'MissingProperty'],
    'a service URL that is none': [message({ serviceUrl: 'not a url' }), 'BadArgument'],
    'a service URL over plain HTTP elsewhere': [
      message({ serviceUrl: 'http://example.com/' }),
      'BadArgument',
    ],
    'a service URL of another scheme': [message({ serviceUrl: 'file:///etc/passwd' }), 'BadArgument'],
    'a service URL with a password': [message({ serviceUrl: 'https://a:b@example.com/' }), 'BadArgument'],
    'an empty id': [message({ id: '' }), 'BadArgument'],
    'an id too long': [message({ id: 'x'.repeat(1001) }), 'BadArgument'],
    'an id that is a number': [message({ id: 7 }), 'BadArgument'],
    'a text that is a list': [message({ text: ['hello'] }), 'BadArgument'],
    'a locale that is a list': [message({ locale: ['en'] }), 'BadArgument'],
    'members that are none': [message({ type: 'conversationUpdate', membersAdded: 'user1' }), 'BadArgument'],
    'a member without an id': [
      message({ type: 'conversationUpdate', membersAdded: [{}] }),
      'MissingProperty',
    ],
    'attachments that are none': [message({ attachments: 'x' }), 'BadArgument'],
  };
  for (const [name, [body, code]] of Object.entries(bad)) {
    it(`${name} is refused with ${code} [connector.bad-input]`, async () => {
      expect(await refusal(harness.handle(local(body)))).toMatchObject({ status: 400, code });
      expect(harness.inputs).toEqual([]);
    });
  }

  it('says nothing of what was typed [connector.bad-input, P4]', async () => {
    const said = await refusal(post({ text: ['my password is hunter2'], id: 'hunter2'.repeat(200) }));
    expect(JSON.stringify(said)).not.toContain('hunter2');
  });

  it('does not refuse absurd times, zones and languages [connector.bad-input]', async () => {
    for (const [index, absurd] of [
      { timestamp: '99999-99-99', localTimestamp: 7, localTimezone: 'Moon/Crater', locale: 'no such' },
      { timestamp: ['now'], localTimestamp: {}, localTimezone: 'x'.repeat(9999), locale: 'x'.repeat(9999) },
      { timestamp: null, localTimestamp: null, localTimezone: null, locale: null, id: null, channelData: 7 },
    ].entries()) {
      expect(await post({ id: `absurd-${index}`, ...absurd })).toEqual({ status: 200 });
    }
    for (const { activity } of harness.inputs) {
      for (const name of ['timestamp', 'localTimestamp', 'localTimezone', 'locale']) {
        expect(activity).not.toHaveProperty(name);
      }
    }
  });

  it('leaves other failures to the server, as they are', async () => {
    const busy = new LatchkeyError('ConversationBusy', 'busy', 'wait');
    const { handle, store } = await createHarness({ take: () => Promise.reject(busy) });
    await expect(handle(local(message()))).rejects.toBe(busy);
    await store.close();
  });
});
