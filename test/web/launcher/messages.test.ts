import { describe, expect, it } from 'vitest';
import { readToFrame, readToLauncher } from '../../../src/web/launcher/messages.ts';

const nonsense = [undefined, null, 'open', 3, [], {}, { latchkey: 'else' }, { type: 'open' }];

describe('a message between launcher and frame', () => {
  it('is read with its own fields only [widget.messages]', () => {
    expect(readToFrame({ latchkey: 'open', focus: 'yes', more: 1 })).toEqual({
      latchkey: 'open',
      focus: false,
    });
    expect(readToFrame({ latchkey: 'close', focus: true })).toEqual({ latchkey: 'close' });
    expect(readToLauncher({ latchkey: 'unread', count: 2.5 })).toEqual({ latchkey: 'unread', count: 2 });
    expect(readToLauncher({ latchkey: 'outcome', outcome: 'work' })).toEqual({
      latchkey: 'outcome',
      outcome: 'work',
    });
  });

  it.each([
    ...nonsense,
    { latchkey: 'unread', count: -1 },
    { latchkey: 'unread', count: '9' },
    { latchkey: 'outcome', outcome: 'other' },
    { latchkey: 'open' },
  ])('is none to the launcher: %j [widget.messages]', (data) => {
    expect(readToLauncher(data)).toBeUndefined();
  });

  it.each([...nonsense, { latchkey: 'hello' }, { latchkey: 'unread', count: 1 }])(
    'is none to the frame: %j [widget.messages]',
    (data) => {
      expect(readToFrame(data)).toBeUndefined();
    },
  );
});
