import type { Clock } from '../clock.ts';

/** Looks for due work at the times it is told, and knows what is under way. */
export interface Lookout {
  /** Looks at `at` (ms since 1970), unless an earlier look is set; sets nothing once it was stopped. */
  lookAt(at: number): void;
  /** Follows some work. When it fails, that is told, and another look is taken soon. Never rejects. */
  track(work: Promise<void>): Promise<void>;
  isStopped(): boolean;
  /** Looks no more; settles when the work under way has ended. */
  stop(): Promise<void>;
}

export interface LookoutOptions {
  readonly clock: Clock;
  /** Looks for due work and does it. Its work is followed. */
  readonly look: () => Promise<void>;
  /** Told of each error. */
  readonly failed: (error: unknown) => void;
}

/** Soon, not at once: a store that cannot serve is not to be asked without a pause. */
const afterFailureMs = 1_000;

export function createLookout({ clock, look, failed }: LookoutOptions): Lookout {
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let alarm: { readonly at: number; readonly cancel: () => void } | undefined;

  const lookAt = (at: number): void => {
    if (stopped || (alarm && alarm.at <= at)) return;
    alarm?.cancel();
    const cancel = clock.after(Math.max(0, at - clock.now()), () => {
      alarm = undefined;
      track(look());
    });
    alarm = { at, cancel };
  };

  const track = (work: Promise<void>): Promise<void> => {
    const settled = work
      .catch((error: unknown) => {
        failed(error);
        lookAt(clock.now() + afterFailureMs);
      })
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
    return settled;
  };

  return {
    lookAt,
    track,
    isStopped: () => stopped,
    async stop() {
      stopped = true;
      alarm?.cancel();
      alarm = undefined;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
