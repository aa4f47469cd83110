/** Told of conversations that other servers have changed; of undefined when some may have been changed unheard. */
export type Heard = (keys: readonly string[] | undefined) => void;

/**
 * Word among the servers on one database of which conversations have changed: a hint that makes them quick. It can get
 * lost, so whoever hangs on it looks for themselves now and then.
 */
export interface Notices {
  /** Tells the other servers that a conversation has changed. Returns at once. */
  tell(key: string): void;
  /** Begins to listen. */
  listen(heard: Heard): void;
  close(): Promise<void>;
}

/** Where there are no other servers. */
export const noNotices: Notices = {
  tell: () => undefined,
  listen: () => undefined,
  close: async () => undefined,
};
