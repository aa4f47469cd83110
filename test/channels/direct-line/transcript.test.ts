import { describe, expect, it } from 'vitest';
import { type Echo, record } from '../../../src/channels/direct-line/transcript.ts';
import type { JsonObject } from '../../../src/store/json.ts';

const transcript = { conversation: 'conv', botId: 'bot', forgetText: '[forgotten]' };
const echo: Echo = {
  type: 'message',
  user: 'dl_me',
  text: 'hello',
  clientActivityId: 'abc',
  locale: 'de',
  localTimezone: 'Europe/Berlin',
};
const slot = { position: 42, stamp: Date.UTC(2030, 0, 1) };
const attempt = (replies: readonly JsonObject[], forget = false) => ({ state: null, replies, forget });

describe('an attempt is written down', () => {
  it('echo first, under the id that the POST is answered with [DL.echo-first]', () => {
    const { answer, log, outbox } = record(
      transcript,
      echo,
      attempt([{ type: 'message', text: 'hi' }]),
      slot,
    );
    expect(answer).toEqual({ id: 'conv|0000042' });
    expect(log.map((line) => line['id'])).toEqual(['conv|0000042', 'conv|0000043']);
    expect(outbox).toEqual([]);
  });

  it('with an echo made of the allow-list only [P4, DL.activity-fields]', () => {
    expect(record(transcript, echo, attempt([]), slot).log).toEqual([
      {
        id: 'conv|0000042',
        timestamp: '2030-01-01T00:00:00.000Z',
        channelId: 'directline',
        conversation: { id: 'conv' },
        type: 'message',
        from: { id: 'dl_me', role: 'user' },
        text: 'hello',
        textFormat: 'plain',
        locale: 'de',
        localTimezone: 'Europe/Berlin',
        channelData: { clientActivityID: 'abc' },
      },
    ]);
  });

  it('with timestamps in UTC that only grow [DL.timestamps]', () => {
    const replies = [
      { type: 'message', text: 'a', timestamp: '1999' },
      { type: 'message', text: 'b' },
    ];
    const stamps = record(transcript, echo, attempt(replies), slot).log.map((line) => line['timestamp']);
    expect(stamps).toEqual([
      '2030-01-01T00:00:00.000Z',
      '2030-01-01T00:00:00.001Z',
      '2030-01-01T00:00:00.002Z',
    ]);
  });

  it('with replies that name the bot, its role and the echo they reply to [DL.reply-to-visible]', () => {
    const reply = {
      type: 'message',
      text: 'hi',
      replyToId: 'elsewhere',
      from: { id: 'x', name: 'X' },
      recipient: { id: 'y' },
    };
    const [, line] = record(transcript, echo, attempt([reply]), slot).log;
    expect(line).toMatchObject({ from: { id: 'bot', role: 'bot' }, replyToId: 'conv|0000042', text: 'hi' });
    expect(line).not.toHaveProperty('recipient');
  });

  it('without replyToId when what is replied to is not in the log [DL.reply-to-visible]', () => {
    const { answer, log } = record(
      transcript,
      undefined,
      attempt([{ type: 'message', text: 'hi', replyToId: 'x' }]),
      slot,
    );
    expect(answer).toBeNull();
    expect(log).toHaveLength(1);
    expect(log[0]).not.toHaveProperty('replyToId');
  });

  it('without typing, traces and joins, and without gaps for them [DL.typing-not-logged]', () => {
    const replies = ['typing', 'trace', 'conversationUpdate', 'delay'].map((type) => ({ type }));
    const { log } = record(
      transcript,
      undefined,
      attempt([...replies, { type: 'message', text: 'hi' }]),
      slot,
    );
    expect(log.map((line) => line['id'])).toEqual(['conv|0000042']);
  });

  it('without empty values in what the bot said', () => {
    const reply = {
      type: 'message',
      text: 'hi',
      speak: '',
      attachments: [],
      entities: [],
      value: null,
      summary: undefined,
    };
    const [line] = record(transcript, undefined, attempt([reply]), slot).log;
    expect(Object.keys(line ?? {}).sort()).toEqual(
      ['channelData', 'channelId', 'conversation', 'from', 'id', 'text', 'timestamp', 'type'].filter(
        (name) => name !== 'channelData',
      ),
    );
  });

  it('and a message that asked to be forgotten leaves its id, not its words [P4, DL.forget]', () => {
    const { log } = record(transcript, { ...echo, text: 'forget me, I am Jane' }, attempt([], true), slot);
    expect(log[0]).toMatchObject({ text: '[forgotten]', channelData: { clientActivityID: 'abc' } });
    expect(JSON.stringify(log)).not.toContain('Jane');
  });
});
