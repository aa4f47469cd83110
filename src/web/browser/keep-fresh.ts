import type { Session } from './session.ts';

export interface FreshParts {
  /** Gets another token for the same conversation. */
  readonly renew: () => Promise<Pick<Session, 'token' | 'seconds'>>;
  /** Told the new token. */
  readonly give: (token: string) => void;
  /** In ms since 1970. */
  readonly now: () => number;
  /** Calls `work` later. @returns what takes it back */
  readonly later: (ms: number, work: () => void) => () => void;
}

/** The client itself gets another token so often, however soon the one there ends, in ms. */
const clientsMs = 900_000;
const shortestPauseMs = 1_000;

/**
 * Gets another token at half the time of the one there, where that is sooner than the client does. When none can be had it
 * asks again, more and more often, until the one there has ended: then another connection is made when it is needed.
 *
 * @param seconds how long the token lasts from now on
 * @returns what ends it
 */
export function keepFresh(seconds: number, { renew, give, now, later }: FreshParts): () => void {
  let isOver = false;
  let endsAt = 0;
  let takeBack = (): void => {};

  const expectEnd = (life: number): void => {
    endsAt = now() + life * 1_000;
    if (life * 500 < clientsMs) takeBack = later(life * 500, () => void ask());
  };
  const ask = async (): Promise<void> => {
    try {
      const next = await renew();
      if (isOver) return;
      give(next.token);
      expectEnd(next.seconds);
    } catch {
      const left = endsAt - now();
      if (!isOver && left > 0) takeBack = later(Math.max(left / 2, shortestPauseMs), () => void ask());
    }
  };

  expectEnd(seconds);
  return () => {
    isOver = true;
    takeBack();
  };
}
