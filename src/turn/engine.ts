import type { Clock } from '../clock.ts';
import { LatchkeyError } from '../errors.ts';
import { patiently } from '../store/availability.ts';
import type { JsonObject } from '../store/json.ts';
import type { ConversationRow, Line, Store } from '../store/store.ts';
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
  /** Told after each commit, and when an input comes again, that a conversation may have something to deliver. */
  readonly wake: (key: string) => void;
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

async function takeTurn(input: TurnInput, { store, clock, wake }: TurnEngineOptions): Promise<TurnOutcome> {
  for (let attempt = 1; attempt <= attemptsAtMost; attempt += 1) {
    const { row, seen } = await store.load(input.key, input.ids);
    if (seen) {
      wake(input.key);
      return { answer: seen.answer, repeated: true };
    }
    if (!row && !input.begins) throw unknownConversation();
    const result = await attemptTurn(input, row, store, clock);
    if (result === 'conflict') continue;
    if (result.written) wake(input.key);
    return { answer: result.answer, repeated: false };
  }
  throw new LatchkeyError(
    'TurnConflict',
    'The conversation was changed by another server at every attempt.',
    'Send the same activity again.',
  );
}

/** Runs the bot once on what was read and tries to commit what came of it. Nothing has left before the commit. */
async function attemptTurn(
  input: TurnInput,
  row: ConversationRow | undefined,
  store: Pick<Store, 'commit'>,
  clock: Pick<Clock, 'now'>,
): Promise<'conflict' | { readonly answer: JsonObject | null; readonly written: boolean }> {
  const attempt = await input.attempt(row && structuredClone(row));
  if (!attempt) return { answer: null, written: false };
  const position = row?.nextPosition ?? 1;
  const stamp = Math.max(clock.now(), (row?.lastStamp ?? 0) + 1);
  const { answer, log, outbox } = input.record(attempt, { position, stamp });
  const count = log.length + outbox.length;
  const result = await store.commit({
    key: input.key,
    expectedVersion: row?.version ?? 0,
    state: attempt.state,
    reference: input.reference ?? row?.reference ?? null,
    nextPosition: position + count,
    lastStamp: count > 0 ? stamp + count - 1 : (row?.lastStamp ?? 0),
    seen: input.ids.map((id) => ({ id, answer })),
    log: numbered(log, position),
    outbox: numbered(outbox, position + log.length),
    ...(attempt.remindAt !== undefined && { remindAt: attempt.remindAt }),
    forget: attempt.forget,
  });
  return result === 'conflict' ? 'conflict' : { answer, written: true };
}

const numbered = (activities: readonly JsonObject[], first: number): Line[] =>
  activities.map((activity, index) => ({ position: first + index, activity }));

const unknownConversation = (): LatchkeyError =>
  new LatchkeyError(
    'ConversationUnknown',
    'There is no such conversation.',
    'Start a new conversation; this one never began or was deleted.',
  );
