import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/errors.ts';
import { createHarness, local, message, refusal } from './support.ts';

type Harness = Awaited<ReturnType<typeof createHarness>>;
let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
  return () => harness.store.close();
});

const post = (fields: Record<string, unknown> = {}) => harness.handle(local(message(fields)));

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

  it('of any kind is answered below 500, but for an invoke that nobody knows [connector.bad-input]', async () => {
    const { handle, store } = await createHarness({
      take: async ({ record, attempt }) => {
        const attempted = await attempt(undefined);
        const recorded = attempted && record(attempted, { position: 1, stamp: 0 });
        return { answer: recorded?.answer ?? null, repeated: false };
      },
    });
    const names = [
      'type',
      'action',
      'name',
      'deliveryMode',
      'recipient',
      'membersAdded',
      'localTimestamp',
      'locale',
    ];
    const fields = fc.dictionary(
      fc.constantFrom(...Object.keys(message()), ...names, 'timestamp', 'value', 'channelData', '__proto__'),
      fc.oneof(
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('invoke', 'conversationUpdate', 'installationUpdate', 'remove', 'endOfConversation'),
        fc.array(fc.record({ id: fc.string() })),
      ),
    );
    const statusOf = (body: unknown): Promise<number> =>
      handle(local(body)).then(
        ({ status }) => status,
        (error: { status?: number }) => error.status ?? 500,
      );
    await fc.assert(
      fc.asyncProperty(fields, async (changed) => {
        const status = await statusOf(message(changed));
        expect(status === 501 ? changed['type'] : status).toSatisfy(
          (value) => value === 'invoke' || (typeof value === 'number' && value < 500),
        );
      }),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        expect(await statusOf(body)).toBe(400);
      }),
      { numRuns: 500 },
    );
    await store.close();
  });

  it('leaves other failures to the server, as they are', async () => {
    const busy = new LatchkeyError('ConversationBusy', 'busy', 'wait');
    const { handle, store } = await createHarness({ take: () => Promise.reject(busy) });
    await expect(handle(local(message()))).rejects.toBe(busy);
    await store.close();
  });
});
