import { setImmediate as nextRound } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';
import { createReminders } from '../../src/reminders/reminders.ts';
import type { Store } from '../../src/store/store.ts';
import { createTurnEngine } from '../../src/turn/engine.ts';
import { createOutbox, leaseMs } from '../../src/turn/outbox.ts';
import type { TurnInput } from '../../src/turn/turn.ts';
import { aroundCalls, withFailpoints } from './failpoints.ts';
import { createFakeChannel, type FakeChannel } from './fake-channel.ts';
import { createFakeClock } from './fake-clock.ts';
import { createSignal } from './signal.ts';
import { createWitness, type Witness } from './witness.ts';

/** A person's part in one conversation. */
export interface Script {
  readonly key: string;
  /** True: the conversation is there before it begins, as the embedded Direct Line makes it. */
  readonly created: boolean;
  /** What is said, in order; each makes a fresh input (it may be sent several times). */
  readonly inputs: readonly { readonly make: (receivedAt: number) => TurnInput; readonly copies: number }[];
  /** The input of a reminder that fell due in this conversation. */
  readonly reminder: (receivedAt: number) => TurnInput;
  /** True: all is sent at the same moment; false: each when the one before it was accepted. */
  readonly atOnce: boolean;
  /** How long before each input, in ms. */
  readonly pauseMs: number;
}

export type Fault = 'crash' | 'error';

/** Decides who goes on next. */
export interface Interleaving {
  /** Waits for the turn of whoever stands at `point`. */
  pass(point: string): Promise<void>;
  /** Lets somebody go on who waits; false when nobody does. */
  step(): Promise<boolean>;
}

/** Everybody goes on at once. */
export const unhindered: Interleaving = { pass: async () => undefined, step: async () => false };

export interface Plan {
  readonly openStore: (clock: Clock) => Promise<Store>;
  readonly scripts: readonly Script[];
  /** How many processes serve, each with an engine and an outbox of its own. */
  readonly processes: number;
  readonly interleaving: Interleaving;
  /** What goes wrong at a failpoint; `count` numbers the failpoints passed in the whole run. */
  readonly fault: (point: string, count: number) => Fault | undefined;
  /** What the channel does. */
  readonly channel?: (channel: FakeChannel) => void;
}

/** What is left when everything was said, accepted and delivered, and every reminder was given. */
export interface Aftermath {
  readonly store: Store;
  readonly channel: FakeChannel;
  readonly witness: Witness;
}

const triesAtMost = 50;
const stepsAtMost = 200_000;
const retryMs = 1_000;

/** A promise for what never happens in a process that died. */
const never = new Promise<never>(() => undefined);

/**
 * Runs a plan: people talk, processes serve, die at failpoints with all they had in memory, and begin again on the same
 * store; whoever was not answered sends again. Ends when all was accepted and nothing is left to deliver.
 *
 * Everything that happens inside is decided by the plan, so the same plan runs the same way.
 */
export async function simulate(plan: Plan): Promise<Aftermath> {
  let inFlight = 0;
  const clock = createFakeClock(undefined, () => inFlight > 0);
  const witness = createWitness();
  const channel = createFakeChannel();
  plan.channel?.(channel);
  const base = aroundCalls(await plan.openStore(clock), (_, call) => async (...args) => {
    inFlight += 1;
    return call(...args).finally(() => {
      inFlight -= 1;
    });
  });
  const store = witness.watchStore(base);

  let count = 0;
  const fault = (point: string): Fault | undefined => {
    count += 1;
    return plan.fault(point, count);
  };
  const turnOf = (key: string, now: number): TurnInput => {
    const script = plan.scripts.find((one) => one.key === key);
    if (!script) throw new Error(`a reminder in ${key}, where nobody is`);
    return witness.watchInput(script.reminder(now));
  };
  const { interleaving } = plan;
  const processes = Array.from({ length: plan.processes }, (_, index) =>
    createProcess(`process ${index + 1}`, { store, channel, clock, interleaving, fault, turnOf }),
  );

  const pause = (ms: number): Promise<void> => {
    const { given, give } = createSignal();
    clock.after(ms, give);
    return given;
  };
  let sends = 0;
  const send = async (make: (receivedAt: number) => TurnInput): Promise<void> => {
    const input = witness.watchInput(make(clock.now()));
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const process = processes[sends % processes.length];
      sends += 1;
      const outcome = await process?.take(input);
      if (outcome) return witness.answered(input, outcome.answer);
      await pause(retryMs);
    }
    throw new Error(`${input.key}: ${input.ids[0]} was never accepted`);
  };

  let talking = true;
  let failure: unknown;
  void Promise.all(plan.scripts.map((script) => follow(script, store, send, pause)))
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => {
      talking = false;
    });

  /** Waits until nobody can go on but by a step of the plan or of the clock. */
  const quiet = async (): Promise<void> => {
    do {
      await nextRound();
      await nextRound();
    } while (inFlight > 0);
  };
  for (let steps = 0; ; steps += 1) {
    if (steps > stepsAtMost) throw new Error('the simulation does not come to an end');
    await quiet();
    for (const process of processes) process.reviveIfDead();
    if (await plan.interleaving.step()) continue;
    await quiet();
    const nothingLeft = (await base.nextDue()) === undefined && (await base.nextReminder()) === undefined;
    if (!talking && nothingLeft) break;
    const next = clock.next();
    if (next === undefined) throw new Error('nobody can go on');
    await clock.advance(next - clock.now());
  }
  if (failure !== undefined) throw failure;
  return { store: base, channel, witness };
}

async function follow(
  script: Script,
  store: Store,
  send: (make: (receivedAt: number) => TurnInput) => Promise<void>,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  if (script.created) await store.create(script.key, null);
  const sendAll = async ({ make, copies }: Script['inputs'][number]): Promise<void> => {
    if (script.pauseMs > 0) await pause(script.pauseMs);
    await Promise.all(Array.from({ length: copies }, () => send(make)));
  };
  if (script.atOnce) await Promise.all(script.inputs.map(sendAll));
  else for (const input of script.inputs) await sendAll(input);
}

interface Surroundings {
  readonly store: Store;
  readonly channel: FakeChannel;
  readonly clock: Clock;
  readonly interleaving: Interleaving;
  readonly fault: (point: string) => Fault | undefined;
  readonly turnOf: (key: string, now: number) => TurnInput;
}

/** A process that can die and begin again. */
function createProcess(name: string, surroundings: Surroundings) {
  let life = createLife(name, surroundings);
  return {
    /** What came of an input; undefined when it failed or the process died. */
    take: async (input: TurnInput) => {
      const { engine, death } = life;
      return Promise.race([engine.take(input).catch(() => undefined), death.then(() => undefined)]);
    },
    /** The next life begins only when nothing that the last one asked of the store is still under way. */
    reviveIfDead: (): void => {
      if (!life.isDead()) return;
      life.buried();
      life = createLife(name, surroundings);
    },
  };
}

function createLife(name: string, { store, channel, clock, interleaving, fault, turnOf }: Surroundings) {
  let dead = false;
  const { given: death, give: buried } = createSignal();
  const fire = async (point: string): Promise<void> => {
    if (dead) return never;
    await interleaving.pass(`${name} ${point}`);
    if (dead) return never;
    switch (fault(point)) {
      case 'error':
        throw new Error(`no ${point}`);
      case 'crash':
        dead = true;
        return never;
      case undefined:
    }
  };
  const ownClock: Clock = {
    now: () => clock.now(),
    after: (ms, action) =>
      clock.after(ms, () => {
        if (!dead) action();
      }),
  };
  const ownStore = withFailpoints('store', store, fire);
  const outbox = createOutbox({
    store: ownStore,
    clock: ownClock,
    random: () => 0.5,
    send: withFailpoints('channel', { send: channel.send }, fire).send,
    dropped: () => undefined,
    failed: () => undefined,
  });
  const engine = createTurnEngine({ store: ownStore, clock: ownClock, wake: outbox.wake, leaseMs });
  const reminders = createReminders({
    store: ownStore,
    clock: ownClock,
    random: () => 0.5,
    take: engine.take,
    turnOf,
    dropped: () => undefined,
    failed: () => undefined,
  });
  outbox.start();
  reminders.start();
  return { engine, death, buried, isDead: () => dead };
}
