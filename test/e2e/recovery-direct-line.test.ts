import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createDirectLineCaller,
  type DirectLineCaller,
  type Session,
} from '../support/direct-line-caller.ts';
import {
  type GivenActivity,
  type PlannedTalk,
  type PlannedTurn,
  planTaps,
  spoken,
  type Tap,
  wayIn,
  wayToHonestEnd,
} from '../support/planned-talk.ts';
import { launchProgram, type Program } from '../support/program.ts';
import { connectRealClient, type RealClient, stubBrowser } from '../support/real-client.ts';
import { lastingFolder } from '../support/temp-folder.ts';

const folder = lastingFolder();
let program: Program;
let url: string;
let caller: DirectLineCaller;
let session: Session;

beforeAll(async () => {
  stubBrowser();
  // The client waits 3 to 15 s before it connects again, by chance.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  program = launchProgram(folder.path);
  url = await program.serves();
  caller = createDirectLineCaller(url);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await program?.kill();
  folder.remove();
});
beforeEach(async () => {
  session = await caller.open();
});

describe.each([
  ['over WebSocket [DL.real-client-stream]', true],
  ['over polling [DL.real-client-polling]', false],
])('the real client %s', (_, webSocket) => {
  const freshOptions = () => ({ webSocket, session: { token: session.token, domain: session.domain } });

  it('walks through every step to the honest end, and each message comes once and in order [P1] [P7] [procedure.steps-in-order] [DL.echo-first] [DL.one-welcome]', async () => {
    const talk = await planTaps(wayToHonestEnd, false);
    const client = connectRealClient(freshOptions());
    const heard = await holdTalk(client, talk);
    const texts = heard.map(({ text = '' }) => text).join('\n');
    const steps = [...texts.matchAll(/Step (\d) of 5/g)].map(([, number]) => number);
    expect([...new Set(steps)]).toEqual([...'12345']);
    expect(steps).toEqual([...steps].sort());
    expect(texts).toContain("support can't recover the account");
    await expectSameLog(heard);
  });

  it('is let in by another way, and told how to keep it so [procedure.alternate-methods-review]', async () => {
    const talk = await planTaps(wayIn, false);
    const heard = await holdTalk(connectRealClient(freshOptions()), talk);
    expect(heard.at(-3)?.text).toContain('recovery code');
    await expectSameLog(heard);
  });

  it('is gone, and comes back to the same question with all that was said, after the program was killed too [P6] [DL.resume] [DL.watermark-start] [turn.durable]', async () => {
    const talk = await planTaps(wayToHonestEnd, false);
    const first = connectRealClient(freshOptions());
    const before = await holdTalk(first, talk, { to: 5 });
    first.end();

    await program.kill();
    await startAgain();
    const again = await caller.open({ resume: session.resume });
    expect(again).toMatchObject({
      conversationId: session.conversationId,
      userId: session.userId,
      resume: session.resume,
    });
    const second = connectRealClient({ webSocket, session: again });
    await second.until(before.length);
    expect(second.heard).toEqual(before);
    session = again;
    await expectSameLog(await holdTalk(second, talk, { from: 5 }));
  });
});

it('stays connected while the program is restarted, and misses nothing [P6] [http.stop] [DL.reconnect] [DL.stream-replay]', async () => {
  const talk = await planTaps(wayToHonestEnd, false);
  const { token, domain } = session;
  const client = connectRealClient({ webSocket: true, session: { token, domain } });
  await holdTalk(client, talk, { to: 4 });
  expect(await program.stop()).toBe(0);
  await startAgain();
  // Said before the client has found its stream again.
  await expectSameLog(await holdTalk(client, talk, { from: 4 }));
});

it('gets from any watermark exactly what came after it [DL.poll]', async () => {
  const [tap] = wayIn as readonly [Tap];
  const talk = await planTaps([tap], false);
  await caller.start(session);
  await caller.say(session, talk.turns[0]?.text ?? '', 'tap-0');
  const all = await caller.readAll(session);
  for (let position = 0; position <= all.length; position += 1) {
    const set = await caller.read(session, String(position));
    expect(set).toEqual({ activities: all.slice(position), watermark: String(all.length) });
  }
});

async function startAgain(): Promise<void> {
  program = launchProgram(folder.path, { PORT: new URL(url).port });
  expect(await program.serves()).toBe(url);
}

/** Takes the turns of a talk, each when the one before was heard; gives all that was heard. */
async function holdTalk(
  client: RealClient,
  { greeting, turns }: PlannedTalk,
  { from = 0, to = turns.length } = {},
): Promise<readonly GivenActivity[]> {
  const { heard, until } = client;
  if (from === 0) {
    await until(greeting.texts.length);
    expect(spoken(heard)).toEqual(greeting);
  }
  for (const [index, turn] of turns.slice(from, to).entries()) {
    const known = heard.length;
    const id = `tap-${from + index}`;
    expect(lastButtons(heard)).toContain(turn.text);
    const told = await client.say(turn.text, id);
    await until(known + 1 + turn.reply.texts.length);
    expectTurn(heard.slice(known), turn, id, told);
  }
  return [...heard];
}

const lastButtons = (heard: readonly GivenActivity[]): readonly string[] => spoken(heard.slice(-1)).buttons;

/** The person's echo under the id that its POST was answered with, then the replies to it. */
function expectTurn(lines: readonly GivenActivity[], turn: PlannedTurn, id: string, told: string): void {
  const [echo, ...replies] = lines;
  expect(echo).toMatchObject({
    id: told,
    text: turn.kept,
    channelData: { clientActivityID: id },
    from: { id: session.userId, role: 'user' },
  });
  expect(spoken(replies)).toEqual(turn.reply);
  for (const reply of replies) expect(reply).toMatchObject({ replyToId: told, from: { role: 'bot' } });
}

/** What was heard is what stands in the log: nothing doubled, nothing left out, in this order. */
async function expectSameLog(heard: readonly GivenActivity[]): Promise<void> {
  const log = await caller.readAll(session);
  expect(heard).toEqual(log);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
}
