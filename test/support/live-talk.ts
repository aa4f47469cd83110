import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Ask, createDirectLineCaller } from './direct-line-caller.ts';
import { channelMessage, type FakeConnector } from './fake-connector.ts';
import { type GivenActivity, type PlannedTurn, planTalk, spoken } from './planned-talk.ts';

/** A planned talk that is held with a program which may be killed at any moment. */
export interface LiveTalk {
  /** Takes the next turn, and sees that exactly what was planned comes of it. False: there is none left. */
  next(): Promise<boolean>;
  /** Sees that all of it is there, once and in order. */
  check(): Promise<void>;
}

/** What talks are held with. */
export interface Counterpart {
  readonly url: string;
  readonly ask: Ask;
  readonly random: () => number;
}

const turnsAtMost = 14;
const pollsAtMost = 100;
const pollMs = 100;
/** How often a message is sent a second time although it was accepted. */
const doubleRate = 0.15;

/** A talk through the embedded Direct Line, by POST and GET. */
export async function talkThroughDirectLine(
  { url, ask, random }: Counterpart,
  name: string,
): Promise<LiveTalk> {
  const plan = await planTalk(random, turnsAtMost, { remote: false, forgets: true });
  const caller = createDirectLineCaller(url, ask);
  const session = await caller.open();
  await caller.start(session);
  /** Every line that was ever given, and those that still stand. */
  const given: GivenActivity[] = [];
  let standing: GivenActivity[] = [];
  let watermark = '';
  /** Reads what must have come: a poll of a server whose database is away finds nothing, and the next one finds it. */
  const readOn = async (): Promise<readonly GivenActivity[]> => {
    let set = await caller.read(session, watermark);
    for (let tries = 0; set.activities.length === 0 && tries < pollsAtMost; tries += 1) {
      await pause(pollMs);
      set = await caller.read(session, watermark);
    }
    watermark = set.watermark;
    given.push(...set.activities);
    standing.push(...set.activities);
    return set.activities;
  };
  expect(spoken(await readOn())).toEqual(plan.greeting);

  let done = 0;
  return {
    async next() {
      const turn = plan.turns[done];
      if (!turn) return false;
      const id = `${name}-${done}`;
      const say = (): Promise<string> => caller.say(session, turn.text, id);
      const [echoId, again] = await Promise.all(random() < doubleRate ? [say(), say()] : [say()]);
      expect(again ?? echoId, 'the answer to a repeat').toBe(echoId);
      if (turn.forgets) standing = [];
      expectTurn(await readOn(), turn, id, echoId);
      done += 1;
      return true;
    },
    async check() {
      const all = await caller.readAll(session);
      expect(all).toEqual(standing);
      expectGrowing(given, session.conversationId);
    },
  };
}

function expectTurn(
  lines: readonly GivenActivity[],
  turn: PlannedTurn,
  clientActivityID: string,
  echoId: string,
): void {
  const [echo, ...replies] = lines;
  expect(echo).toMatchObject({
    id: echoId,
    type: 'message',
    text: turn.kept,
    from: { role: 'user' },
    channelData: { clientActivityID },
  });
  expect(spoken(replies), `after “${turn.text}”`).toEqual(turn.reply);
  for (const { replyToId } of replies) expect(replyToId).toBe(echoId);
}

/** Positions have no gap and no repeat, and timestamps only grow. */
function expectGrowing(lines: readonly GivenActivity[], conversation: string): void {
  expect(lines.map(({ id }) => id)).toEqual(
    lines.map((_, index) => `${conversation}|${String(index + 1).padStart(7, '0')}`),
  );
  const stamps = lines.map(({ timestamp = '' }) => timestamp);
  expect(stamps).toEqual([...new Set(stamps)].sort());
}

/** A talk through `/api/messages` whose replies stand in the response. */
export async function talkByExpectReplies(
  { url, ask, random }: Counterpart,
  name: string,
): Promise<LiveTalk> {
  const plan = await planTalk(random, turnsAtMost, { remote: true, forgets: true });
  let done = 0;
  let last: { readonly message: object; readonly answer: unknown } | undefined;
  const post = (message: object): Promise<unknown> => ask('POST', `${url}/api/messages`, message);
  const check = async (): Promise<void> => {
    if (last) expect(await post(last.message), 'the answer to a repeat').toEqual(last.answer);
  };
  return {
    async next() {
      const turn = plan.turns[done];
      if (!turn) return false;
      const mode = { deliveryMode: 'expectReplies' };
      const message = channelMessage('http://127.0.0.1:9/', name, `${name}-${done}`, turn.text, mode);
      const answer = await post(message);
      const { activities } = answer as { readonly activities: readonly GivenActivity[] };
      expect(spoken(activities), `after “${turn.text}”`).toEqual(turn.reply);
      last = { message, answer };
      if (random() < doubleRate) await check();
      done += 1;
      return true;
    },
    check,
  };
}

/** How messages came to a connector, beside those that came once and in order. */
export interface Irregular {
  doubled: number;
  missing: number;
}

/** A message in mid-sending at a kill is sent again when its lease has run out, after 30 s. */
const patienceMs = 45_000;

/** A talk through `/api/messages` whose replies are delivered. */
export async function talkByDelivery(
  { url, ask, random }: Counterpart,
  name: string,
  connector: FakeConnector,
  irregular: Irregular,
): Promise<LiveTalk> {
  const plan = await planTalk(random, turnsAtMost, { remote: true, forgets: false });
  const expected: string[] = [];
  let done = 0;
  const taken = (): string[] =>
    connector.taken
      .filter(({ conversation }) => conversation === name)
      .map(({ replyToId, activity }) => tag(replyToId, spoken([activity]).texts[0]));
  return {
    async next() {
      const turn = plan.turns[done];
      if (!turn) return false;
      const id = `${name}-${done}`;
      await ask('POST', `${url}/api/messages`, channelMessage(connector.serviceUrl, name, id, turn.text));
      expected.push(...turn.reply.texts.map((text) => tag(id, text)));
      done += 1;
      return true;
    },
    async check() {
      const isAllThere = (): boolean => expected.length === 0 || taken().at(-1) === expected.at(-1);
      const waiting = new AbortController();
      await Promise.race([connector.until(isAllThere), pause(patienceMs, undefined, waiting)]);
      waiting.abort();
      let next = 0;
      let missing = 0;
      /** After a message that was given up, a reply says anew what leads to its question. */
      const findLonger = (text: string): number =>
        expected.findIndex(
          (each, index) => index + missing > next && index >= next && firstLine(each) === firstLine(text),
        );
      for (const text of taken()) {
        const exact = expected.indexOf(text, Math.max(0, next - 1));
        const at = exact >= 0 ? exact : findLonger(text);
        expect(at, `“${text}” came out of order in ${name}`).toBeGreaterThanOrEqual(0);
        if (at < next) irregular.doubled += 1;
        else missing += at - next;
        next = Math.max(next, at + 1);
      }
      irregular.missing += missing + expected.length - next;
    },
  };
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

const tag = (replyToId: string | undefined, text = ''): string => `${replyToId}: ${text}`;
