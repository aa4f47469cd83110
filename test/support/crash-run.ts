import { expect } from 'vitest';
import type { HttpResponse } from '../../src/channels/http.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { ConversationRow, Line } from '../../src/store/store.ts';
import type { CrashTalk, Door } from './crash-talks.ts';
import { createChannelVisitor, createDirectLineVisitor } from './crash-visitor.ts';
import { createWorld, type Fate, type Moment, type OpenStore } from './crash-world.ts';

/** All that a talk has come to, without what is random in it. */
export interface Outcome {
  readonly row: Omit<ConversationRow, 'key'> | undefined;
  readonly log: readonly Line[];
  /** What the client has read of the log. */
  readonly read: readonly JsonObject[];
  readonly watermarks: readonly number[];
  /** What the channel was given. */
  readonly arrived: readonly { readonly position: number; readonly activity: JsonObject }[];
  /** What befell each of these, by its position. */
  readonly fates: ReadonlyMap<number, readonly Fate[]>;
  /** Each activity's answers, of which there are several when it came several times. */
  readonly answers: Readonly<Record<string, readonly HttpResponse[]>>;
  /** The failpoints passed while the tested input was taken, and how often. */
  readonly passes: ReadonlyMap<string, number>;
}

/** A person who goes on soon: longer than a question takes to read, and less than a lease of the outbox. */
const pauseMs = 2_000;

/**
 * Holds a talk to its end, with a fault at one moment; whoever was not answered repeats at the same time by the clock,
 * so that a disturbed talk comes to exactly what an undisturbed one does.
 *
 * @param moment undefined: nothing goes wrong
 */
export async function runTalk(
  talk: CrashTalk,
  door: Door,
  openStore: OpenStore,
  moment?: Moment,
): Promise<Outcome> {
  const world = await createWorld(openStore, moment);
  const visitor = door === 'embedded' ? createDirectLineVisitor(world) : createChannelVisitor(world);
  for (const [index, input] of [...talk.before, talk.tested, ...talk.after].entries()) {
    world.look(index === talk.before.length);
    await visitor.take(input);
    await world.pass(pauseMs);
    world.look(false);
  }
  await world.drain();
  await visitor.readOn();
  if (moment) expect(world.hit, 'the failpoint was passed').toBe(true);

  const { row } = await world.store.load(visitor.key(), []);
  const log = await world.store.readLog(visitor.key(), 0, 1000);
  await world.store.close();
  const { key: _, ...kept } = row ?? { key: '' };
  const outcome = visitor.plain<Omit<Outcome, 'fates' | 'passes'>>({
    row: row && (kept as Outcome['row']),
    log,
    read: visitor.read,
    watermarks: visitor.watermarks,
    arrived: world.channel.arrived.map(({ position, activity }) => ({ position, activity })),
    answers: Object.fromEntries(visitor.answers),
  });
  return { ...outcome, fates: world.fates, passes: world.passes };
}
