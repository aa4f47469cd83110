import { expect } from 'vitest';
import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow, LeasedMessage, Line, TurnWrites } from '../../src/store/store.ts';
import type { Aftermath, Script } from './simulation.ts';
import { firstId, type StoreEvent } from './witness.ts';

type Commit = Extract<StoreEvent, { kind: 'commit' }>;

/** What a conversation must have come to, worked out from the order of its turns alone. */
interface Expected {
  readonly state: JsonObject | null;
  readonly nextPosition: number;
  readonly log: readonly Line[];
  readonly outbox: readonly Line[];
  /** Where everything before was forgotten, delivered or not: the position of the first line after each time. */
  readonly forgotten: readonly number[];
  readonly answers: ReadonlyMap<string, readonly (JsonObject | null)[]>;
}

/**
 * The model of a conversation: each turn, in order, on what the one before it left. It knows no engine, no version and
 * no crash. Of what was witnessed it takes the order, the row's outer circumstances and the clock's stamps.
 */
async function expectedOf(commits: readonly Commit[]): Promise<Expected> {
  let state: JsonObject | null = null;
  let position = 1;
  let log: Line[] = [];
  const outbox: Line[] = [];
  const forgotten: number[] = [];
  const answers = new Map<string, (JsonObject | null)[]>();
  for (const { attempt: witnessed, writes } of commits) {
    const { input } = witnessed;
    const row: ConversationRow | undefined = witnessed.row && {
      ...witnessed.row,
      state,
      nextPosition: position,
    };
    const attempt = await input.attempt(structuredClone(row));
    if (!attempt) throw new Error(`${firstId(input.ids)} was committed, though it means nothing there`);
    const lines = writes.log.length + writes.outbox.length;
    const recorded = input.record(attempt, { position, stamp: writes.lastStamp - Math.max(0, lines - 1) });
    if (attempt.forget) {
      log = [];
      forgotten.push(position);
    }
    for (const activity of recorded.log) log.push({ position: position++, activity });
    for (const activity of recorded.outbox) outbox.push({ position: position++, activity });
    const id = firstId(input.ids);
    answers.set(id, [...(answers.get(id) ?? []), recorded.answer]);
    state = attempt.state;
  }
  return { state, nextPosition: position, log, outbox, forgotten, answers };
}

/** Holds one conversation against the model. Throws when a promise is broken. */
export async function checkConversation(
  script: Script,
  { store, channel, witness }: Aftermath,
): Promise<void> {
  const commits = witness.events.filter(
    (event): event is Commit => event.kind === 'commit' && event.writes.key === script.key,
  );
  checkOnce(script, commits);
  const expected = await expectedOf(commits);
  const { row } = await store.load(script.key, []);
  expect(row?.state, 'the state').toEqual(expected.state);
  expect(row?.nextPosition, 'the next position').toBe(expected.nextPosition);
  expect(row?.state?.['remindAt'], 'a reminder that was never given').toBeUndefined();
  expect(await store.readLog(script.key, 0, 10_000), 'the log').toEqual(expected.log);
  checkStamps(commits);
  for (const { key, id, answer } of witness.answers) {
    if (key === script.key) expect(expected.answers.get(id), `the answer to ${id}`).toContainEqual(answer);
  }
  const events = witness.events.filter(
    (event) => event.kind !== 'commit' && event.message.key === script.key,
  );
  const positionsOf = (messages: readonly LeasedMessage[]): number[] =>
    messages.filter(({ key }) => key === script.key).map(({ position }) => position);
  const shown = positionsOf(channel.arrived);
  checkOrder(shown, expected.forgotten);
  checkDelivery(expected, events, shown, positionsOf(channel.rejected));
  checkMissed(
    witness.events.filter((event) => keyOf(event) === script.key),
    row?.missed,
  );
}

const keyOf = (event: StoreEvent): string => (event.kind === 'commit' ? event.writes.key : event.message.key);

/** Every input made one turn, or one since each time all was forgotten; in the order they were said, if one by one. */
function checkOnce(script: Script, commits: readonly Commit[]): void {
  // A reminder has no id: that it was due is seen when its turn is run on the model.
  const said = commits.filter(({ attempt }) => attempt.input.ids.length > 0);
  const ids = said.map(({ attempt }) => firstId(attempt.input.ids));
  const sent = [...new Set(script.inputs.map(({ make }) => firstId(make(0).ids)))];
  if (!script.atOnce) expect(ids, 'the turns').toEqual(sent);
  expect(new Set(ids), 'the inputs taken').toEqual(new Set(sent));
  let since = new Set<string>();
  for (const [index, { writes }] of said.entries()) {
    if (writes.forget) since = new Set();
    const id = ids[index] ?? '';
    expect(since.has(id), `${id} was taken twice`).toBe(false);
    since.add(id);
  }
}

/** Times only grow, from line to line and from turn to turn. */
function checkStamps(commits: readonly Commit[]): void {
  let last = 0;
  for (const { writes } of commits) {
    const lines = writes.log.length + writes.outbox.length;
    if (lines === 0) expect(writes.lastStamp, 'the stamp of a turn without lines').toBe(last);
    else expect(writes.lastStamp - lines, 'the stamp before a turn').toBeGreaterThanOrEqual(last);
    last = writes.lastStamp;
  }
}

/**
 * On the channel: in order. A message that is being sent at the moment when everything is forgotten can come after the
 * confirmation, since nothing is kept that the confirmation could wait for. So what was said before each forgetting is
 * in order, and what was said after it.
 */
function checkOrder(shown: readonly number[], forgotten: readonly number[]): void {
  const bounds = [0, ...forgotten, Number.POSITIVE_INFINITY];
  for (const [index, from] of bounds.entries()) {
    const between = shown.filter((position) => position >= from && position < (bounds[index + 1] ?? 0));
    expect(between, 'the order on the channel').toEqual([...between].sort((one, other) => one - other));
  }
}

/** On the channel: at least once, at most twice, and twice only when nobody knew what came of the first. */
function checkDelivery(
  expected: Expected,
  events: readonly StoreEvent[],
  shown: readonly number[],
  rejected: readonly number[],
): void {
  const positions = new Set(expected.outbox.map(({ position }) => position));
  for (const position of shown) expect(positions, 'what the channel was sent').toContain(position);
  for (const position of positions) {
    const own = events.filter((event) => event.kind !== 'commit' && event.message.position === position);
    const times = shown.filter((one) => one === position).length;
    const refused = own.filter(
      (event) => event.kind === 'settle' && event.outcome.kind === 'again' && !event.outcome.doubtful,
    ).length;
    const unclear = own.filter(({ kind }) => kind === 'lease').length - refused;
    expect(times, `message ${position} was shown`).toBeLessThanOrEqual(Math.min(2, unclear));
    const dropped = own.some((event) => event.kind === 'settle' && event.outcome.kind === 'dropped');
    if (dropped && !rejected.includes(position)) {
      expect(unclear, `message ${position} was dropped after sendings`).toBeGreaterThanOrEqual(2);
    } else if (!dropped && position >= (expected.forgotten.at(-1) ?? 0)) {
      expect(times, `message ${position} was shown`).toBeGreaterThanOrEqual(1);
    }
  }
}

/** A message dropped since the last turn is remembered: the next turn was told, and the row says so at the end. */
function checkMissed(events: readonly StoreEvent[], missedAtLast: boolean | undefined): void {
  let missed = false;
  let forgottenBefore = 0;
  for (const event of events) {
    if (event.kind === 'commit') {
      expect(event.attempt.row?.missed ?? false, 'missed, as a turn was told').toBe(missed);
      missed = false;
      if (event.writes.forget) forgottenBefore = firstPosition(event.writes);
    }
    // What was forgotten while it was being sent is nobody's loss.
    else if (event.kind === 'settle' && event.outcome.kind === 'dropped') {
      missed ||= event.message.position >= forgottenBefore;
    }
  }
  expect(missedAtLast, 'missed').toBe(missed);
}

const firstPosition = ({ nextPosition, log, outbox }: TurnWrites): number =>
  nextPosition - log.length - outbox.length;
