import { describe, expect, it } from 'vitest';
import { createApi } from '../../../src/web/launcher/api.ts';

function makeApi(queue?: unknown) {
  const done: unknown[] = [];
  const warned: string[] = [];
  const events = new EventTarget();
  const api = createApi(
    {
      widget: {
        open: (...rest) => done.push(['open', ...rest]),
        close: () => done.push('close'),
        setLanguage: (language) => done.push(['language', language]),
        shutdown: async () => true,
      },
      events,
      languageOf: (tag) => `our ${tag}`,
      warn: (message) => warned.push(message),
    },
    queue,
  );
  const emit = (name: string, detail: object) => events.dispatchEvent(new CustomEvent(name, { detail }));
  return { api, done, warned, emit };
}

describe('the API of the widget', () => {
  it('carries out in order what was asked for before it was there [widget.queue]', () => {
    const { done } = makeApi([['setLocale', 'de'], ['open'], ['close']]);
    expect(done).toEqual([['language', 'our de'], ['open'], 'close']);
  });

  it('takes the same form later [widget.queue]', () => {
    const { api, done } = makeApi();
    api.push(['open', 'more than it takes']);
    expect(done).toEqual([['open']]);
  });

  it.each([
    undefined,
    {},
    'open',
    [['other']],
    ['open'],
    [[]],
    [null],
    [['push', ['open']]],
    [['constructor']],
  ])(
    'does nothing for what is no call, and says so where it was meant as one: %j [widget.queue]',
    (queue) => {
      const { done, warned } = makeApi(queue);
      expect(done).toEqual([]);
      expect(warned).toHaveLength(Array.isArray(queue) ? 1 : 0);
    },
  );

  it('tells each listener until it ends the listening, whatever another one does', () => {
    const { api, emit } = makeApi();
    const heard: unknown[] = [];
    const end = api.on('unread', ({ count }) => heard.push(count));
    api.on('outcome', ({ outcome }) => heard.push(outcome));
    emit('unread', { count: 2 });
    end();
    emit('unread', { count: 3 });
    emit('outcome', { outcome: 'solved' });
    expect(heard).toEqual([2, 'solved']);
  });

  it('tells everyone who asks that it is ready', async () => {
    const heard: string[] = [];
    const { api } = makeApi([['on', 'ready', () => heard.push('early')]]);
    api.on('ready', () => heard.push('late'));
    api.on('ready', () => heard.push('never'))();
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual(['early', 'late']);
  });

  it('says whether the conversation was forgotten [widget.shutdown]', async () => {
    expect(await makeApi().api.shutdown()).toBe(true);
  });
});
