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
  /** When the bot is to come back by itself. */
  readonly remindAt: number | undefined;
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

/** Where a talk is held. */
export interface Setting {
  readonly door: Door;
  readonly openStore: OpenStore;
  /** After how long whoever was not answered repeats, in ms. */
  readonly againAfterMs: number;
  /** How long from one input to the next, in ms; longer than that, and than a question takes to read. */
  readonly betweenMs: number;
}

/** How a talk departs from one in which everything comes once, at its time, and nothing goes wrong. */
export interface Departure {
  readonly moment?: Moment;
  /** Every activity comes again when it was answered, and the tested one as often at once as the talk says. */
  readonly repeats?: boolean;
  /** By how much the tested input comes later, in ms; the inputs after it come at their time. */
  readonly lateMs?: number;
}

/** Holds a talk to its end. */
export async function runTalk(talk: CrashTalk, setting: Setting, departure: Departure): Promise<Outcome> {
  const { door, openStore, againAfterMs, betweenMs } = setting;
  const { moment, repeats = false, lateMs = 0 } = departure;
  const world = await createWorld(openStore, againAfterMs, moment);
  const visitor =
    door === 'embedded' ? createDirectLineVisitor(world, repeats) : createChannelVisitor(world, repeats);
  for (const [index, input] of [...talk.before, talk.tested, ...talk.after].entries()) {
    const end = world.clock.now() + betweenMs;
    const isTested = index === talk.before.length;
    if (isTested && lateMs > 0) await world.pass(lateMs);
    world.look(isTested);
    await visitor.take(input);
    await world.pass(input.act === 'away' ? betweenMs : end - world.clock.now());
    world.look(false);
  }
  await world.drain();
  await visitor.readOn();
  if (moment) expect(world.hit, 'the failpoint was passed').toBe(true);

  const { row } = await world.store.load(visitor.key(), []);
  const log = await world.store.readLog(visitor.key(), 0, 1000);
  const remindAt = await world.store.nextReminder();
  await world.store.close();
  const { key: _, ...kept } = row ?? { key: '' };
  const outcome = visitor.plain<Omit<Outcome, 'fates' | 'passes'>>({
    row: row && (kept as Outcome['row']),
    log,
    remindAt,
    read: visitor.read,
    watermarks: visitor.watermarks,
    arrived: world.channel.arrived.map(({ position, activity }) => ({ position, activity })),
    answers: Object.fromEntries(visitor.answers),
  });
  return { ...outcome, fates: world.fates, passes: world.passes };
}
