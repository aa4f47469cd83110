import { describe, expect, it } from 'vitest';
import { keepFresh } from '../../../src/web/browser/keep-fresh.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A token of 100 seconds. `failures` of the first tries to get another fail. */
function open(failures = 0) {
  const clock = createFakeClock();
  const begun = clock.now();
  let asleep = 0;
  let left = failures;
  const asked: number[] = [];
  const given: string[] = [];
  const fresh = keepFresh(100, {
    renew: async () => {
      asked.push((clock.now() + asleep - begun) / 1_000);
      left -= 1;
      if (left >= 0) throw new Error('no network');
      return { token: `token ${asked.length}`, seconds: 100 };
    },
    give: (token) => given.push(token),
    now: () => clock.now() + asleep,
    later: clock.after,
  });
  return {
    clock,
    fresh,
    asked,
    given,
    /** The computer's time goes on, its timers do not. */
    sleep: (seconds: number) => {
      asleep += seconds * 1_000;
    },
  };
}

describe('the token of an open page', () => {
  it('is renewed at half its time, again and again [page.fresh-token]', async () => {
    const { clock, asked, given } = open();
    await clock.advance(160_000);
    expect(asked).toEqual([50, 100, 150]);
    expect(given).toEqual(['token 1', 'token 2', 'token 3']);
  });

  it('is asked for more often when its end comes near, and not once it has ended', async () => {
    const { clock, asked } = open(100);
    await clock.advance(1_000_000);
    expect(asked.slice(0, 4)).toEqual([50, 75, 87.5, 93.75]);
    expect(asked.at(-1)).toBeLessThanOrEqual(101);
    expect(asked.length).toBeLessThan(12);
  });

  it('is renewed before something is done with it, when it ran out while the computer slept [page.fresh-token]', async () => {
    const { fresh, asked, given, sleep } = open();
    await fresh.ensure();
    expect(asked).toEqual([]);
    sleep(3_600);
    await Promise.all([fresh.ensure(), fresh.ensure()]);
    expect(asked).toEqual([3_600]);
    expect(given).toEqual(['token 1']);
  });

  it('is tried with as it is, when none can be had', async () => {
    const { fresh, asked, sleep } = open(1);
    sleep(200);
    await fresh.ensure();
    expect(asked).toEqual([200]);
  });

  it('is let go when its connection is given up', async () => {
    const { clock, fresh, asked } = open();
    fresh.stop();
    await clock.advance(200_000);
    expect(asked).toEqual([]);
  });
});
