import { describe, expect, it } from 'vitest';
import {
  type Activity,
  CallRefused,
  type DirectLineCalls,
} from '../../../src/web/browser/direct-line-calls.ts';
import { createOpeningTalk } from '../../../src/web/browser/opening-talk.ts';

const greeting = [{ text: 'Hello', buttons: ['Yes', 'No'] }];

/** A service that answers each message, and of which one call can be made to fail. */
function service(failures: readonly (Error | undefined)[] = []) {
  const log: Activity[] = [];
  const seen = new Set<string>();
  const left = [...failures];
  const sends: string[] = [];
  const add = (role: string, text: string, buttons: readonly string[] = []): void => {
    log.push({
      id: String(log.length),
      type: 'message',
      text,
      from: { role },
      timestamp: new Date(log.length).toISOString(),
      suggestedActions: { actions: buttons.map((title) => ({ title })) },
    });
  };
  const calls: DirectLineCalls = {
    async start() {
      if (log.length === 0) add('bot', 'Hello', ['Yes', 'No']);
    },
    log: async () => [...log],
    async send(text, id) {
      sends.push(text);
      const failure = left.shift();
      if (failure) throw failure;
      if (seen.has(id)) return;
      seen.add(id);
      add('user', text);
      add('bot', `So: ${text}`, ['Go on']);
    },
  };
  return { calls, sends };
}

function open() {
  const shown: { texts: readonly string[]; choices: readonly string[] }[] = [];
  const heard: string[] = [];
  let ids = 0;
  const talk = createOpeningTalk({
    greeting,
    show: (lines, choices) => shown.push({ texts: lines.map(({ text }) => text), choices }),
    heard: (activities) => heard.push(activities.map(({ text }) => text).join()),
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
    now: () => 0,
    pause: async () => {},
  });
  return { talk, shown, heard };
}

describe('the talk before Web Chat is there', () => {
  it('shows at once what was said before there is a connection, and sends it once there is one [page.early]', async () => {
    const { talk, shown } = open();
    talk.say('Yes');
    expect(shown.at(-1)).toEqual({ texts: ['Hello', 'Yes'], choices: [] });
    const { calls, sends } = service();
    await talk.connect(calls);
    expect(sends).toEqual(['Yes']);
    expect(shown.at(-1)).toEqual({ texts: ['Hello', 'Yes', 'So: Yes'], choices: ['Go on'] });
    expect(talk.busy).toBe(false);
  });

  it('sends what was said in order, one after the other', async () => {
    const { talk, shown } = open();
    const { calls } = service();
    await talk.connect(calls);
    talk.say('one');
    talk.say('two');
    await expect.poll(() => talk.busy).toBe(false);
    expect(shown.at(-1)?.texts).toEqual(['Hello', 'one', 'So: one', 'two', 'So: two']);
  });

  it('tries again after a failure, with the same id, so that it is said once [P5]', async () => {
    const { talk, shown } = open();
    const { calls, sends } = service([new Error('no network'), new Error('no network')]);
    talk.say('Yes');
    await talk.connect(calls);
    expect(sends).toEqual(['Yes', 'Yes', 'Yes']);
    expect(shown.at(-1)?.texts).toEqual(['Hello', 'Yes', 'So: Yes']);
  });

  it('keeps what was refused for the next connection', async () => {
    const { talk, shown } = open();
    talk.say('Yes');
    await talk.connect(service([new CallRefused()]).calls);
    expect(shown.at(-1)?.texts).toEqual(['Hello', 'Yes']);
    await talk.connect(service().calls);
    expect(shown.at(-1)?.texts).toEqual(['Hello', 'Yes', 'So: Yes']);
  });

  it('gives what could not be sent to whoever takes over, and is silent from then on', async () => {
    const { talk, shown } = open();
    talk.say('Yes');
    expect(talk.unsent()).toEqual([{ text: 'Yes', id: 'id1' }]);
    talk.close();
    const before = shown.length;
    await talk.connect(service().calls);
    expect(shown).toHaveLength(before);
  });
});
