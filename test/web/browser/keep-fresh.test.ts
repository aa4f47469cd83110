import { describe, expect, it } from 'vitest';
import { keepFresh } from '../../../src/web/browser/keep-fresh.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A token that lasts for some seconds. `failures` of the first tries to get another fail. */
function open(seconds: number, failures = 0) {
  const clock = createFakeClock();
  const begun = clock.now();
  const asked: number[] = [];
  const given: string[] = [];
  const stop = keepFresh(seconds, {
    renew: async () => {
      asked.push((clock.now() - begun) / 1_000);
      if (asked.length <= failures) throw new Error('no network');
      return { token: `token ${asked.length}`, seconds };
    },
    give: (token) => given.push(token),
    now: clock.now,
    later: clock.after,
  });
  return { clock, stop, asked, given };
}

describe('the token of an open page', () => {
  it('is renewed at half its time, again and again [page.fresh-token]', async () => {
    const { clock, asked, given } = open(100);
    await clock.advance(160_000);
    expect(asked).toEqual([50, 100, 150]);
    expect(given).toEqual(['token 1', 'token 2', 'token 3']);
  });

  it('is left to the client when it lasts as long as that expects', async () => {
    const { clock, asked } = open(1800);
    await clock.advance(10_000_000);
    expect(asked).toEqual([]);
  });

  it('is asked for more often when its end comes near, and not once it has ended', async () => {
    const { clock, asked, given } = open(100, 100);
    await clock.advance(1_000_000);
    expect(asked.slice(0, 4)).toEqual([50, 75, 87.5, 93.75]);
    expect(asked.at(-1)).toBeLessThanOrEqual(101);
    expect(asked.length).toBeLessThan(12);
    expect(given).toEqual([]);
  });

  it('is renewed as before when it was had at last', async () => {
    const { clock, asked } = open(100, 1);
    await clock.advance(130_000);
    expect(asked).toEqual([50, 75, 125]);
  });

  it('is let go when its connection is given up', async () => {
    const { clock, stop, asked } = open(100);
    stop();
    await clock.advance(200_000);
    expect(asked).toEqual([]);
  });
});
