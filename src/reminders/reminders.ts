import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import type { LeasedReminder, Store } from '../store/store.ts';
import { createLookout } from '../turn/lookout.ts';
import type { TurnInput, TurnOutcome } from '../turn/turn.ts';

/** Begins a turn for each reminder that falls due, in this process or another. */
export interface Reminders {
  /** Begins to look, also for what fell due while nobody did. */
  start(): void;
  /** Takes up no more reminders; settles when the turns under way are settled. */
  stop(): Promise<void>;
}

export interface RemindersOptions {
  readonly store: Pick<Store, 'leaseReminders' | 'settleReminder' | 'nextReminder'>;
  readonly clock: Clock;
  /** From 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  /** Takes an input as a whole turn. */
  readonly take: (input: TurnInput) => Promise<TurnOutcome>;
  /** Makes the input of the turn; `now` is not before the reminder was due. */
  readonly turnOf: (key: string, now: number) => TurnInput;
  /** Told of each reminder that was given up. */
  readonly dropped: (reminder: LeasedReminder) => void;
  /** Told of each error; the reminder stays, and is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Longer than a turn takes, so that a lease runs out only when its holder is gone. */
const leaseMs = 60_000;
/** With the pauses between them, some three hours. */
const triesAtMost = 10;
const firstDelayMs = 30_000;
const greatestDelayMs = 60 * 60_000;
/** How long a reminder that another process has set can lie before this one knows of it. */
const sweepMs = 30_000;
const sweepAtOnce = 20;

/** Makes what gives the reminders. */
export function createReminders(options: RemindersOptions): Reminders {
  const { store, clock, random, take, turnOf, dropped, failed } = options;

  const give = async (reminder: LeasedReminder, now: number): Promise<void> => {
    const result = reminder.tries > triesAtMost ? 'failed' : await attempt(reminder, now);
    if (result === 'failed' && reminder.tries < triesAtMost) {
      const delay = Math.min(greatestDelayMs, firstDelayMs * 2 ** (reminder.tries - 1));
      return await store.settleReminder(reminder, clock.now() + Math.ceil(delay * (0.5 + random() / 2)));
    }
    if (result === 'failed') dropped(reminder);
    // The turn has taken the reminder back already, unless it meant nothing to the conversation any more.
    await store.settleReminder(reminder, null);
  };

  const attempt = async ({ key }: LeasedReminder, now: number): Promise<'done' | 'failed'> => {
    try {
      await take(turnOf(key, now));
      return 'done';
    } catch (error) {
      if (error instanceof LatchkeyError && error.code === 'ConversationUnknown') return 'done';
      failed(error);
      return 'failed';
    }
  };

  const sweep = async (): Promise<void> => {
    const now = clock.now();
    const due = await store.leaseReminders(now, leaseMs, sweepAtOnce);
    // Each tracked by itself: where one fails, the others are still under way.
    await Promise.all(due.map((reminder) => lookout.track(give(reminder, now))));
    if (lookout.isStopped()) return;
    // Due reminders beyond this sweep make the next one immediate.
    const next = (await store.nextReminder()) ?? Number.POSITIVE_INFINITY;
    lookout.lookAt(Math.min(Math.max(next, clock.now()), clock.now() + sweepMs));
  };

  const lookout = createLookout({ clock, look: sweep, failed });
  return { start: () => lookout.lookAt(clock.now()), stop: lookout.stop };
}
