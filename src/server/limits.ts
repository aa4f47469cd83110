import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limits } from '../channels/direct-line/context.ts';
import { HttpError } from '../channels/http.ts';
import { addressGroup } from './addresses.ts';

export interface LimitOptions {
  /** New conversations an address may begin in a minute; 0: no limit. */
  readonly startsPerMinute: number;
  /** Activities a conversation may post in a minute; 0: no limit. */
  readonly postsPerMinute: number;
}

/** Makes the limits. They are this process's own and forgotten when it ends. */
export function createLimits({ startsPerMinute, postsPerMinute }: LimitOptions): Limits {
  const starts = limiter(startsPerMinute);
  const posts = limiter(postsPerMinute);
  return {
    start: (address) => starts(addressGroup(address)),
    post: (conversation) => posts(conversation),
  };
}

function limiter(perMinute: number): (key: string) => Promise<void> {
  if (perMinute === 0) return async () => undefined;
  const limits = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (key) => {
    try {
      await limits.consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new HttpError(429, 'TooManyRequests', 'Too many requests; try again later.', {
        'Retry-After': String(seconds),
      });
    }
  };
}
