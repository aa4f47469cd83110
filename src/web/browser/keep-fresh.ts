import type { Session } from './session.ts';

export interface FreshParts {
  /** Gets another token for the same conversation, be the one there is too old or not. */
  readonly renew: () => Promise<Pick<Session, 'token' | 'seconds'>>;
  /** Told the new token. */
  readonly give: (token: string) => void;
  /** In ms since 1970: it goes on while the computer sleeps. */
  readonly now: () => number;
  /** Calls `work` later. @returns what takes it back */
  readonly later: (ms: number, work: () => void) => () => void;
}

export interface Freshness {
  /** Resolves when the token is good, or none better can be had now. */
  ensure(): Promise<void>;
  stop(): void;
}

/**
 * Keeps the token of a connection good: gets another at half its time, and before something is to be done with one that
 * has run out while the computer slept. The client itself asks for one every 15 minutes, however soon it ends.
 *
 * @param seconds how long the token lasts from now on
 */
export function keepFresh(seconds: number, { renew, give, now, later }: FreshParts): Freshness {
  let isOver = false;
  let endsAt = 0;
  let takeBack = (): void => {};
  let renewing: Promise<void> | undefined;

  const expectEnd = (life: number): void => {
    endsAt = now() + life * 1_000;
    askIn(life * 500);
  };
  const askIn = (ms: number): void => {
    takeBack();
    takeBack = later(ms, () => void ask());
  };
  const ask = (): Promise<void> => {
    renewing ??= renew()
      .then(
        (next) => {
          if (isOver) return;
          give(next.token);
          expectEnd(next.seconds);
        },
        // What is left of its time gets shorter, and so do the pauses; a token that has run out is asked for when needed.
        () => {
          const left = endsAt - now();
          if (!isOver && left > 0) askIn(Math.max(left / 2, 1_000));
        },
      )
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  expectEnd(seconds);
  return {
    async ensure() {
      if (now() >= endsAt) await ask();
    },
    stop() {
      isOver = true;
      takeBack();
    },
  };
}
