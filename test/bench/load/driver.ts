/** How one turn went. */
export interface Turn {
  /** Of the answer to the POST; 0 when none came, or no reply in time. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** When the reply was delivered, by `performance.now()`. */
  readonly repliedAt: number;
}

/** Talks with a bot through one of its doors. */
export interface Driver {
  /** Sees that conversations 0 to `count` - 1 have begun. */
  open(count: number): Promise<void>;
  /** Says the next thing in a conversation; settles when it was answered and its reply delivered. Never throws. */
  turn(index: number): Promise<Turn>;
}

/** What is said with a bot: every message of `cycle` is replied to with one activity. */
export interface Script {
  readonly opening: readonly string[];
  readonly cycle: readonly string[];
}

const replyMs = 30_000;

/** Replies that are waited for, by the id of what they reply to. */
export interface Replies {
  /** Settles with the time of the reply; undefined when it takes too long. */
  of(id: string): Promise<number | undefined>;
  came(id: string): void;
  /** No longer waited for. */
  drop(id: string): void;
}

export function createReplies(): Replies {
  const waiting = new Map<string, (at: number | undefined) => void>();
  const settle = (id: string, at: number | undefined): void => {
    const done = waiting.get(id);
    waiting.delete(id);
    done?.(at);
  };
  return {
    of: (id) =>
      new Promise((done) => {
        const alarm = setTimeout(() => settle(id, undefined), replyMs);
        waiting.set(id, (at) => {
          clearTimeout(alarm);
          done(at);
        });
      }),
    came: (id) => settle(id, performance.now()),
    drop: (id) => settle(id, undefined),
  };
}

/** Does `work` for 0 to `count` - 1, a few at once. */
export async function forEach(count: number, atOnce: number, work: (index: number) => Promise<void>) {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
