import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocale } from '../../../src/channels/activity-fields.ts';
import { readClientActivity } from '../../../src/channels/direct-line/activity.ts';
import { HttpError } from '../../../src/channels/http.ts';

const message = { type: 'message', text: 'hello', from: { id: 'me' } };

/** As Web Chat sends it. */
const fromWebChat = {
  channelData: {
    attachmentSizes: [],
    clientActivityID: 'x7k2p',
    clientTimestamp: '2026-01-01T10:00:00.000Z',
  },
  text: 'hello',
  textFormat: 'plain',
  type: 'message',
  channelId: 'webchat',
  from: { id: 'dl_me', name: 'Jane', role: 'user' },
  locale: 'en-us',
  localTimestamp: '2026-01-01T11:00:00.000+01:00',
  localTimezone: 'Europe/Berlin',
  timestamp: '2026-01-01T10:00:00.000Z',
  entities: [{ type: 'ClientCapabilities', requiresBotState: true }],
};

describe('an activity of a client', () => {
  it('is read as Web Chat sends it [DL.activity-fields]', () => {
    expect(readClientActivity(fromWebChat)).toEqual({
      kind: 'message',
      text: 'hello',
      from: 'dl_me',
      clientActivityId: 'x7k2p',
      locale: 'en-US',
      localTimezone: 'Europe/Berlin',
      value: undefined,
    });
  });

  it('loses control characters in its text, but not line breaks [DL.control-characters]', () => {
    expect(readClientActivity({ ...message, text: 'a\u0000b\u0007c\nd\te\u0085' }).text).toBe('abc\nd\te');
  });

  it('loses half a surrogate pair, which no database could keep', () => {
    expect(readClientActivity({ ...message, text: 'a\ud800b' }).text).toBe('a\ufffdb');
  });

  it.each([
    ['nothing', undefined, 'BadArgument'],
    ['null', null, 'BadArgument'],
    ['a list of activities', [message], 'BadArgument'],
    ['a string', 'hello', 'BadArgument'],
    ['no type', { text: 'hello' }, 'MissingProperty'],
    ['a type that is no string', { ...message, type: 7 }, 'BadArgument'],
    ['an empty type', { ...message, type: '' }, 'BadArgument'],
    ['a text that is no string', { ...message, text: { a: 1 } }, 'BadArgument'],
    ['a text that is a list', { ...message, text: ['hello'] }, 'BadArgument'],
    ['a sender that is no object', { ...message, from: 'me' }, 'BadArgument'],
    ['a sender whose id is a list', { ...message, from: { id: ['me'] } }, 'BadArgument'],
    ['NUL in the id of the sender', { ...message, from: { id: 'me\u0000' } }, 'BadArgument'],
    ['NUL in its own id', { ...message, id: '\u0000' }, 'BadArgument'],
    [
      'half a surrogate pair in the id the client knows it by',
      { ...message, channelData: { clientActivityID: '\ud800' } },
      'BadArgument',
    ],
    [
      'a control character in the id of its conversation',
      { ...message, conversation: { id: 'a\u001f' } },
      'BadArgument',
    ],
    [
      "a line break in the client's id of it",
      { ...message, channelData: { clientActivityID: 'a\nb' } },
      'BadArgument',
    ],
    [
      "a client's id of it that is too long",
      { ...message, channelData: { clientActivityID: 'x'.repeat(101) } },
      'BadArgument',
    ],
    [
      "a client's id of it that is an object",
      { ...message, channelData: { clientActivityID: {} } },
      'BadArgument',
    ],
    ['channelData that is a list', { ...message, channelData: [] }, 'BadArgument'],
    ['attachments that are no list', { ...message, attachments: {} }, 'BadArgument'],
    ['a locale that is a number', { ...message, locale: 5 }, 'BadArgument'],
    ['an invoke', { ...message, type: 'invoke' }, 'BadArgument'],
  ])('is refused with 400: %s [DL.activity-invalid]', (_, body, code) => {
    expect(() => readClientActivity(body)).toThrow(expect.objectContaining({ status: 400, code }));
  });

  it.each([
    ['message', 'message'],
    ['endOfConversation', 'stop'],
    ['typing', 'ignored'],
    ['messageReaction', 'ignored'],
    ['messageUpdate', 'ignored'],
    ['messageDelete', 'ignored'],
    ['conversationUpdate', 'ignored'],
    ['installationUpdate', 'ignored'],
    ['event', 'ignored'],
    ['somethingNew', 'ignored'],
    ['constructor', 'ignored'],
    ['__proto__', 'ignored'],
  ])('of type %s is a %s [DL.activity-types]', (type, kind) => {
    expect(readClientActivity({ type }).kind).toBe(kind);
  });

  it("brings the choice of a card's button, and nothing else in its value [P4]", () => {
    const value = { question: 'welcome', choice: 'personal', turn: 3, secret: 'x' };
    expect(readClientActivity({ type: 'message', value }).value).toEqual({
      question: 'welcome',
      choice: 'personal',
      turn: 3,
    });
    for (const other of [
      'text',
      { question: 'welcome', choice: 'maybe' },
      { question: 'toString', choice: 'a' },
      {},
    ]) {
      expect(readClientActivity({ type: 'message', value: other }).value).toBeUndefined();
    }
  });

  it('whatever it is, is read or refused with 400, never anything else [DL.activity-invalid]', () => {
    const part = fc.anything({ maxDepth: 2 });
    const field = fc.oneof(part, fc.string());
    const body = fc.oneof(
      part,
      fc.record(
        {
          type: fc.oneof(fc.constant('message'), field),
          text: field,
          from: fc.record({ id: field }),
          channelData: field,
          locale: field,
          localTimezone: field,
          value: field,
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(body, (given) => {
        try {
          readClientActivity(given);
        } catch (error) {
          return error instanceof HttpError && error.status === 400;
        }
        return true;
      }),
    );
  });
});

it('an unknown locale or zone is none, never an error [DL.activity-locale]', () => {
  expect(readLocale('xx_invalid_')).toBeUndefined();
  expect(readLocale('a'.repeat(1000))).toBeUndefined();
  expect(readLocale('pt-br')).toBe('pt-BR');
  expect(readClientActivity({ ...message, localTimezone: 'Mars/Olympus' }).localTimezone).toBeUndefined();
});
