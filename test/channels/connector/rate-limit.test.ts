import { describe, expect, it } from 'vitest';
import { resultOfStatus } from '../../../src/channels/connector/send-result.ts';
import { createPost } from '../../support/post.ts';

/** What Teams lets a bot send to one thread: so many messages in so many seconds. */
const limits = [
  [7, 1],
  [8, 2],
  [60, 30],
] as const;

describe('the limits of a thread in Teams', () => {
  it('cost no message and no order, however much is said at once [teams.rate, connector.outcomes]', async () => {
    const { clock, channel, outbox, dropped, write } = createPost();
    const taken: number[] = [];
    let refusals = 0;
    channel.always(() => {
      const now = clock.now();
      const isOver = limits.some(
        ([count, seconds]) => taken.filter((at) => at > now - seconds * 1000).length >= count,
      );
      const status = isOver ? 429 : 201;
      if (isOver) refusals += 1;
      else taken.push(now);
      return { arrives: !isOver, result: resultOfStatus(status, undefined, now) };
    });
    const words = Array.from({ length: 90 }, (_, index) => `message ${index}`);
    await write('thread', ...words);
    outbox.wake('thread');
    await clock.advance(10 * 60_000);
    expect(channel.shown()).toEqual(words);
    expect(dropped).toEqual([]);
    expect(refusals).toBeGreaterThan(0);
    // No storm of vain tries: each message backs off for longer and longer.
    expect(refusals).toBeLessThan(words.length);
    await outbox.stop();
  });
});
