import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import { patiently } from '../store/availability.ts';
import type { JsonObject } from '../store/json.ts';
import type { ConversationRow, Line, Store, TurnWrites } from '../store/store.ts';
import type { Waiting } from './outbox.ts';
import { createTurnQueue, type TurnQueue } from './queue.ts';
import type { TurnInput, TurnOutcome } from './turn.ts';

/** Takes inputs and makes each a whole turn, once. */
export interface TurnEngine {
  /**
   * Takes one input: runs the bot, commits, and wakes the delivery. An input seen before is not run again: the answer
   * recorded for it is given again, and what is undelivered is delivered.
   *
   * @throws LatchkeyError `ConversationUnknown` when there is no such conversation and the input cannot begin one,
   *   `ConversationBusy` when too many inputs wait, `TurnConflict` when the row moved at every attempt, `StoreUnavailable`
   *   when the store cannot serve even after some seconds; the turn then happened or not, and a repeat of the input is safe
   */
  take(input: TurnInput): Promise<TurnOutcome>;
  /** Settles when no turn is under way. */
  idle(): Promise<void>;
}

export interface TurnEngineOptions {
  readonly store: Pick<Store, 'load' | 'commit'>;
  readonly clock: Clock;
  /**
   * Told after each commit, and when an input comes again, that a conversation may have something to deliver; and after a
   * commit what there is for a remote channel, and what was added to the log.
   */
  readonly wake: (key: string, waiting?: Waiting, logged?: readonly Line[]) => void;
  /** How long the first message of a turn is leased to this process, in ms; it is under no lease unless told. */
  readonly leaseMs?: number;
  readonly queue?: TurnQueue;
}

/** A database that starts again is worth waiting for; a channel that has waited for 15 s sends its activity again. */
const patienceMs = 8_000;
/** Another server can move a row a few times in a row, not without end. */
const attemptsAtMost = 10;

/** Makes the engine of turns. */
export function createTurnEngine(options: TurnEngineOptions): TurnEngine {
  const queue = options.queue ?? createTurnQueue();
  return {
    take: (input) =>
      queue.run(input.key, () =>
        // Done again even when nobody knows whether the commit was done: the input would then be known by its ids.
        patiently(options.clock, patienceMs, () => takeTurn(input, options)),
      ),
    idle: () => queue.idle(),
  };
}

async function takeTurn(input: TurnInput, options: TurnEngineOptions): Promise<TurnOutcome> {
  const { store, wake } = options;
  for (let attempt = 1; attempt <= attemptsAtMost; attempt += 1) {
    const { row, seen } = await store.load(input.key, input.ids);
    if (seen) {
      wake(input.key);
      return { answer: seen.answer, repeated: true };
    }
    if (!row && !input.begins) throw unknownConversation();
    const result = await attemptTurn(input, row, options);
    if (result === 'conflict') continue;
    if (result.waiting) wake(input.key, result.waiting, result.logged);
    return { answer: result.answer, repeated: false };
  }
  throw new LatchkeyError(
    'TurnConflict',
    'The conversation was changed by another server at every attempt.',
    'Send the same activity again.',
  );
}

interface Turned {
  readonly answer: JsonObject | null;
  /** What there is to deliver; undefined when nothing was written. */
  readonly waiting?: Waiting;
  readonly logged?: readonly Line[];
}

/** Runs the bot once on what was read and tries to commit what came of it. Nothing has left before the commit. */
async function attemptTurn(
  input: TurnInput,
  row: ConversationRow | undefined,
  { store, clock, leaseMs }: TurnEngineOptions,
): Promise<'conflict' | Turned> {
  const attempt = await input.attempt(row);
  if (!attempt) return { answer: null };
  const now = clock.now();
  const position = row?.nextPosition ?? 1;
  const stamp = Math.max(now, (row?.lastStamp ?? 0) + 1);
  const { answer, log, outbox } = input.record(attempt, { position, stamp });
  const count = log.length + outbox.length;
  const writes: TurnWrites = {
    key: input.key,
    expectedVersion: row?.version ?? 0,
    state: attempt.state,
    reference: input.reference ?? row?.reference ?? null,
    nextPosition: position + count,
    lastStamp: count > 0 ? stamp + count - 1 : (row?.lastStamp ?? 0),
    seen: input.ids.map((id) => ({ id, answer })),
    log: numbered(log, position),
    outbox: numbered(outbox, position + log.length),
    ...(leaseMs !== undefined && { leasedUntil: now + leaseMs }),
    ...(attempt.remindAt !== undefined && { remindAt: attempt.remindAt }),
    forget: attempt.forget,
  };
  const result = await store.commit(writes);
  if (result === 'conflict') return result;
  const waiting = result === 'behind' ? { more: true } : waitingOf(writes, now);
  return { answer, waiting, logged: writes.log };
}

/** What a turn leaves for a remote channel, when nothing older stands before it. */
function waitingOf({ key, outbox, reference, leasedUntil }: TurnWrites, now: number): Waiting {
  const [first, ...others] = outbox;
  if (!first || leasedUntil === undefined) return { more: first !== undefined };
  const { position, activity } = first;
  const leased = { key, position, activity, reference, doubtful: 0, refused: 0, queuedAt: now, leasedUntil };
  return { leased, more: others.length > 0 };
}

const numbered = (activities: readonly JsonObject[], first: number): Line[] =>
  activities.map((activity, index) => ({ position: first + index, activity }));

const unknownConversation = (): LatchkeyError =>
  new LatchkeyError(
    'ConversationUnknown',
    'There is no such conversation.',
    'Start a new conversation; this one never began or was deleted.',
  );
