import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Clock } from '../../../src/clock.ts';
import { live } from '../../support/live-service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type SessionBody = Record<'token' | 'conversationId' | 'resume', string>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A clock that runs, and can leap: whatever falls due on the way is called at the end of it. */
function createLeapingClock(): Clock & { leap(ms: number): void } {
  let ahead = 0;
  const pending = new Set<{ readonly at: number; readonly action: () => void }>();
  const now = (): number => Date.now() + ahead;
  return {
    now,
    after(ms, action) {
      const one = { at: now() + ms, action };
      pending.add(one);
      return () => pending.delete(one);
    },
    leap(ms) {
      ahead += ms;
      for (const one of [...pending].filter(({ at }) => at <= now())) {
        pending.delete(one);
        one.action();
      }
    },
  };
}

it('closes the stream of a conversation that went by age, and knows neither its token nor its resume any more [turn.retention]', async () => {
  const clock = createLeapingClock();
  const life = await live(`sqlite:${join(tempFolder(), 'store.db')}`, 0, clock);
  try {
    const open = async (body: object): Promise<Response> =>
      fetch(`${life.url}/api/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const sessionOf = async (answer: Response) => (await answer.json()) as SessionBody;
    const session = await sessionOf(await open({}));
    const { streamUrl } = await life.ask('POST', '/conversations', session.token, {});
    const socket = new WebSocket(streamUrl);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    // Coming back is no message: it makes a new token, but does not keep the conversation.
    clock.leap(60 * dayMs - 50 * minuteMs);
    await open({ resume: session.resume });
    clock.leap(55 * minuteMs);
    const { token } = await sessionOf(await open({ resume: session.resume }));
    clock.leap(6 * minuteMs);

    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1000, 'deleted']);
    const path = `/conversations/${session.conversationId}`;
    await expect(life.ask('GET', path, token)).rejects.toThrow('404');
    await expect(life.ask('GET', `${path}/activities`, token)).rejects.toThrow('404');
    await expect(
      life.ask('POST', `${path}/activities`, token, { type: 'message', text: 'hi' }),
    ).rejects.toThrow('404');
    await expect(life.ask('POST', '/tokens/refresh', token)).rejects.toThrow('404');
    expect((await open({ resume: session.resume })).status).toBe(404);
    expect((await sessionOf(await open({}))).conversationId).not.toBe(session.conversationId);
  } finally {
    await life.stop();
  }
});
