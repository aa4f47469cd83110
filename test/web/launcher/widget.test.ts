import { describe, expect, it } from 'vitest';
import type { ToFrame } from '../../../src/web/launcher/messages.ts';
import { createWidget, type FrameListener } from '../../../src/web/launcher/widget.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

interface FakeFrame {
  readonly language: string;
  readonly listener: FrameListener;
  readonly sent: ToFrame[];
  removed: boolean;
}

/** A widget whose view and frames write down what is done to them. */
function makeWidget() {
  const clock = createFakeClock();
  const frames: FakeFrame[] = [];
  const seen: string[] = [];
  const told: unknown[] = [];
  const widget = createWidget({
    view: {
      show: (takeFocus) => seen.push(takeFocus ? 'show, focus' : 'show'),
      hide: () => seen.push('hide'),
      setUnread: (count) => seen.push(`unread ${count}`),
      setFailed: (failed) => {
        if (failed) seen.push('failed');
      },
      setLanguage: (language) => seen.push(`language ${language}`),
    },
    addFrame: (language, listener) => {
      const frame: FakeFrame = { language, listener, sent: [], removed: false };
      frames.push(frame);
      return {
        send: (message) => frame.sent.push(message),
        remove: () => {
          frame.removed = true;
        },
      };
    },
    after: clock.after,
    emit: (name, detail) => told.push([name, detail]),
    failed: () => told.push('failed'),
    language: 'en',
  });
  const last = (): FakeFrame => frames.at(-1) as FakeFrame;
  return {
    widget,
    clock,
    frames,
    seen,
    told,
    last,
    hello: () => last().listener.message({ latchkey: 'hello' }),
  };
}

const open = { latchkey: 'open', focus: true };

describe('the widget', () => {
  it('has no frame before the person shows an interest, and then one [widget.lazy]', () => {
    const { widget, frames, hello, last } = makeWidget();
    expect(frames).toHaveLength(0);
    widget.prepare();
    widget.prepare();
    hello();
    // The chat has loaded, and waits.
    expect(last().sent).toEqual([]);
    widget.open();
    widget.close();
    widget.open();
    expect(frames).toHaveLength(1);
    expect(last().sent).toEqual([open, { latchkey: 'close' }, open]);
  });

  it('tells the frame only once it listens, and again when its document was loaded anew', () => {
    const { widget, hello, last } = makeWidget();
    widget.open();
    expect(last().sent).toEqual([]);
    hello();
    expect(last().sent).toEqual([open]);
    hello();
    expect(last().sent).toEqual([open, open]);
  });

  it('opens without taking the focus where it opens by itself', () => {
    const { widget, hello, last, seen } = makeWidget();
    widget.open(false);
    hello();
    expect(seen).toEqual(['show']);
    expect(last().sent).toEqual([{ latchkey: 'open', focus: false }]);
  });

  it('closes when the person asks for it inside the frame [widget.keyboard]', () => {
    const { widget, hello, last, seen } = makeWidget();
    widget.toggle();
    hello();
    last().listener.message({ latchkey: 'close' });
    expect(seen.at(-1)).toBe('hide');
    widget.toggle();
    expect(seen.at(-1)).toBe('show, focus');
  });

  it('shows how many replies came while it was closed, until it is opened [widget.unread]', () => {
    const { widget, hello, last, seen, told } = makeWidget();
    widget.open();
    hello();
    last().listener.message({ latchkey: 'unread', count: 1 });
    expect(told).toEqual([]);
    widget.close();
    last().listener.message({ latchkey: 'unread', count: 2 });
    expect(seen.at(-1)).toBe('unread 2');
    widget.open();
    expect(told).toEqual([
      ['unread', { count: 2 }],
      ['unread', { count: 0 }],
    ]);
  });

  it('hands the outcome on [widget.outcome]', () => {
    const { widget, last, hello, told } = makeWidget();
    widget.open();
    hello();
    last().listener.message({ latchkey: 'outcome', outcome: 'solved' });
    expect(told).toEqual([['outcome', { outcome: 'solved' }]]);
  });

  it('changes its language, and the chat’s with it', () => {
    const { widget, frames, hello, last, seen } = makeWidget();
    widget.setLanguage('en');
    widget.setLanguage('de');
    expect([seen, frames]).toEqual([['language de'], []]);
    widget.open();
    hello();
    widget.setLanguage('en');
    expect(frames.map(({ language, removed }) => [language, removed])).toEqual([
      ['de', true],
      ['en', false],
    ]);
    hello();
    expect(last().sent).toEqual([open]);
  });
});

describe('a chat that does not answer', () => {
  it('is said to have failed 3 s after it was refused, or 20 s after nothing came [widget.refused]', async () => {
    const refused = makeWidget();
    refused.widget.open();
    refused.last().listener.loaded();
    await refused.clock.advance(2_999);
    expect(refused.told).toEqual([]);
    await refused.clock.advance(1);
    expect([refused.seen.at(-1), refused.told]).toEqual(['failed', ['failed']]);

    const silent = makeWidget();
    silent.widget.open();
    await silent.clock.advance(19_999);
    expect(silent.told).toEqual([]);
    await silent.clock.advance(1);
    expect(silent.told).toEqual(['failed']);
  });

  it('is not one that has said hello, however long it takes to load', async () => {
    const { widget, clock, hello, last, told } = makeWidget();
    widget.open();
    hello();
    last().listener.loaded();
    await clock.advance(60_000);
    expect(told).toEqual([]);
  });

  it('is tried again when it is opened again [widget.refused]', async () => {
    const { widget, clock, frames, hello, last } = makeWidget();
    widget.open();
    await clock.advance(20_000);
    widget.close();
    widget.open();
    expect(frames.map(({ removed }) => removed)).toEqual([true, false]);
    hello();
    expect(last().sent).toEqual([open]);
  });

  it('is not heard any more once it was given up', async () => {
    const { widget, clock, frames, told } = makeWidget();
    widget.open();
    await clock.advance(20_000);
    widget.open();
    frames[0]?.listener.message({ latchkey: 'outcome', outcome: 'solved' });
    expect(told).toEqual(['failed']);
  });
});

describe('shutdown', () => {
  it('has the chat forget, even one that was not opened on this page [widget.shutdown]', async () => {
    const { widget, hello, last } = makeWidget();
    const done = widget.shutdown();
    expect(widget.shutdown()).toBe(done);
    hello();
    expect(last().sent).toEqual([{ latchkey: 'shutdown' }]);
    last().listener.message({ latchkey: 'forgotten' });
    expect(await done).toBe(true);
    expect(last().removed).toBe(true);
  });

  it('closes the chat, takes the count away, and leaves a button that opens a new one [widget.shutdown]', async () => {
    const { widget, frames, hello, last, seen } = makeWidget();
    widget.open();
    hello();
    const done = widget.shutdown();
    expect(seen.at(-1)).toBe('hide');
    last().listener.message({ latchkey: 'forgotten' });
    await done;
    widget.open();
    hello();
    expect(frames).toHaveLength(2);
    expect(last().sent).toEqual([open]);
  });

  it('says when nothing could be forgotten [widget.shutdown]', async () => {
    const { widget, clock } = makeWidget();
    const done = widget.shutdown();
    await clock.advance(20_000);
    expect(await done).toBe(false);
  });
});
