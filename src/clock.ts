/** Time, passed in wherever it is needed, so that tests need no sleeping and can be simulated. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Calls `action` once after `ms` milliseconds, unless the returned function is called first. A pending call does not
   * keep the process alive.
   */
  after(ms: number, action: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
