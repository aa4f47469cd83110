import { describe, expect, it } from 'vitest';
import { createFrameChannel } from '../../../src/web/browser/frame-channel.ts';
import type { ToLauncher } from '../../../src/web/launcher/messages.ts';

function makeChannel() {
  const sent: ToLauncher[] = [];
  const done: string[] = [];
  const channel = createFrameChannel({
    send: (message) => sent.push(message),
    forget: () => done.push('forget'),
    focus: () => done.push('focus'),
  });
  return { channel, sent, done };
}

const reply = (id: string, outcome?: unknown) => ({
  type: 'message',
  id,
  from: { id: 'bot', role: 'bot' },
  channelData: { outcome },
});
const open = { latchkey: 'open', focus: true } as const;
const close = { latchkey: 'close' } as const;

describe('the chat in a frame', () => {
  it('says hello at once, and begins only when it is opened [widget.lazy]', async () => {
    const { channel, sent } = makeChannel();
    expect(sent).toEqual([{ latchkey: 'hello' }]);
    let begun = false;
    void channel.opened.then(() => {
      begun = true;
    });
    await Promise.resolve();
    expect(begun).toBe(false);
    channel.receive(open);
    await channel.opened;
    expect(begun).toBe(true);
  });

  it('takes the focus only when asked to', () => {
    const { channel, done } = makeChannel();
    channel.receive({ ...open, focus: false });
    expect(done).toEqual([]);
    channel.receive(open);
    expect(done).toEqual(['focus']);
  });

  it('counts what the bot says while it is closed, each message once [widget.unread]', () => {
    const { channel, sent } = makeChannel();
    channel.receive(open);
    channel.heard(reply('1'));
    channel.receive(close);
    channel.heard(reply('1'));
    channel.heard({ ...reply('2'), from: { id: 'me', role: 'user' } });
    channel.heard({ ...reply('3'), type: 'typing' });
    channel.heard(reply('4'));
    channel.heard(reply('5'));
    channel.heard(reply('4'));
    expect(sent.slice(1)).toEqual([
      { latchkey: 'unread', count: 1 },
      { latchkey: 'unread', count: 2 },
    ]);
    channel.receive(open);
    channel.receive(close);
    channel.heard(reply('6'));
    expect(sent.at(-1)).toEqual({ latchkey: 'unread', count: 1 });
  });

  it('tells the outcome of this visit, and not again that of an earlier one [widget.outcome]', () => {
    const { channel, sent } = makeChannel();
    channel.receive(open);
    channel.heard(reply('1', 'unsolved'));
    channel.said();
    channel.heard(reply('1', 'unsolved'));
    channel.heard(reply('2', 'won the lottery'));
    channel.heard(reply('3', 'solved'));
    channel.heard(reply('3', 'solved'));
    expect(sent.slice(1)).toEqual([{ latchkey: 'outcome', outcome: 'solved' }]);
  });

  it('forgets before it says so [widget.shutdown]', () => {
    const { channel, sent, done } = makeChannel();
    channel.receive({ latchkey: 'shutdown' });
    expect(done).toEqual(['forget']);
    expect(sent.at(-1)).toEqual({ latchkey: 'forgotten' });
  });

  it.each([
    undefined,
    null,
    'text',
    7,
    {},
    { type: 'message', id: 8, from: {} },
    { type: 'message', id: 'x' },
  ])('is not troubled by what is no activity: %j', (activity) => {
    const { channel, sent } = makeChannel();
    channel.heard(activity);
    expect(sent).toHaveLength(1);
  });
});
