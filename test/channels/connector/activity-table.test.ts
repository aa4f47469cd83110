import { beforeEach, describe, expect, it } from 'vitest';
import { createHarness, local, message } from './support.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;
let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
  return () => harness.store.close();
});

const post = (fields: Record<string, unknown> = {}) => harness.handle(local(message(fields)));

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

describe('in Teams', () => {
  const kinds = () => harness.inputs.map(({ kind }) => kind);
  const person = { conversationType: 'personal', id: 'c1' };
  const group = { conversationType: 'groupChat', id: 'c1', isGroup: true };

  it('removal is told in two ways, and either deletes what is kept [connector.removed, P4]', async () => {
    for (const [id, gone] of Object.entries({
      installation: { type: 'installationUpdate', action: 'remove' },
      members: { type: 'conversationUpdate', membersRemoved: [{ id: 'bot1' }] },
    })) {
      await post({ id: `${id} before`, conversation: person });
      await post({ id, text: undefined, conversation: person, ...gone });
      expect(harness.inputs.at(-1)).toMatchObject({
        kind: 'removed',
        activity: { type: 'installationUpdate', action: 'remove' },
      });
      expect((await harness.row())?.reference).toBeNull();
    }
  });

  it('nobody is greeted in a group, nor ends what is another’s there [teams.group]', async () => {
    for (const conversation of [
      group,
      { id: 'c1', conversationType: 'channel' },
      { id: 'c1', isGroup: true },
    ]) {
      await post({ type: 'conversationUpdate', membersAdded: [{ id: 'user1' }], conversation });
      await post({ type: 'installationUpdate', action: 'add', conversation });
      await post({ type: 'endOfConversation', conversation });
    }
    expect(kinds()).toEqual([]);
    await post({ conversation: group });
    expect(kinds()).toEqual(['message']);
  });

  const mentions: Record<string, [string, unknown, string]> = {
    'by an entity': [
      '<at>Latchkey</at> back\n',
      [{ type: 'mention', text: '<at>Latchkey</at>', mentioned: { id: 'bot1', name: 'Latchkey' } }],
      'back',
    ],
    'by an entity with its own idea of a name': [
      'please @Latch repeat',
      [{ type: 'mention', text: '@Latch', mentioned: { id: 'bot1' } }],
      'please repeat',
    ],
    'in the text alone': ['<at id="0">Latchkey</at> where am I', undefined, 'where am I'],
    'with entities that are none': ['<at>Latchkey</at> stop', [null, { type: 'mention' }, 7], 'stop'],
  };
  for (const [name, [text, entities, said]] of Object.entries(mentions)) {
    it(`a mention ${name} is no part of what is said [teams.mention]`, async () => {
      await post({ text, entities, conversation: person });
      expect(String(harness.inputs[0]?.activity['text']).replace(/\s+/g, ' ').trim()).toBe(said);
    });
  }

  it('language and time zone are taken from the client where the activity has none [teams.client]', async () => {
    const entities = [{ type: 'clientInfo', locale: 'de-DE', timezone: 'Europe/Berlin', country: 'DE' }];
    await post({ id: 'a', entities });
    await post({ id: 'b', entities, locale: 'es-ES', localTimezone: 'Asia/Tokyo' });
    expect(harness.inputs.map(({ activity }) => [activity['locale'], activity['localTimezone']])).toEqual([
      ['de-DE', 'Europe/Berlin'],
      ['es-ES', 'Asia/Tokyo'],
    ]);
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
