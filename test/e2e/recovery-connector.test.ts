import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOnce } from '../support/direct-line-caller.ts';
import { channelMessage, type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';
import {
  type GivenActivity,
  type PlannedTalk,
  planTaps,
  spoken,
  type Tap,
  wayIn,
  wayToHonestEnd,
} from '../support/planned-talk.ts';
import { launchProgram, type Program } from '../support/program.ts';
import { lastingFolder } from '../support/temp-folder.ts';

const folder = lastingFolder();
let program: Program;
let url: string;
let connector: FakeConnector;

beforeAll(async () => {
  connector = await startFakeConnector();
  program = launchProgram(folder.path);
  url = await program.serves();
});
afterAll(async () => {
  await program?.kill();
  await connector?.close();
  folder.remove();
});

const post = (message: object): Promise<unknown> => askOnce('POST', `${url}/api/messages`, message);

/** Posts a message whose replies are to stand in the response. */
const postAndHear = async (conversation: string, id: string, text: string) => {
  const fields = { deliveryMode: 'expectReplies' };
  const answer = await post(channelMessage(connector.serviceUrl, conversation, id, text, fields));
  return (answer as { readonly activities: readonly GivenActivity[] }).activities;
};

describe('with expectReplies', () => {
  it.each<[string, readonly Tap[]]>([
    ['the honest end [P1] [P7] [connector.expect-replies]', wayToHonestEnd],
    ['a way in [procedure.alternate-methods-review]', wayIn],
  ])('walks to %s, all in the responses', async (name, way) => {
    const { turns } = await planTaps(way, true);
    for (const [index, turn] of turns.entries()) {
      const activities = await postAndHear(name, `${index}`, turn.text);
      expect(spoken(activities)).toEqual(turn.reply);
    }
    expect(connector.taken.filter(({ conversation }) => conversation === name)).toEqual([]);
  });

  it('gives the recorded answer again, also after the program was killed, and goes on where it was [P5] [P6] [connector.once] [turn.once] [turn.durable]', async () => {
    const { turns } = await planTaps(wayToHonestEnd, true);
    const answers: (readonly GivenActivity[])[] = [];
    for (const [index, turn] of turns.entries()) {
      if (index === 6) await killAndStartAgain();
      const message = () => postAndHear('again', `${index}`, turn.text);
      // The second of two at the same moment, one after both, and one of long ago.
      const [first, second] = await Promise.all([message(), message()]);
      expect(spoken(first)).toEqual(turn.reply);
      expect([second, await message()]).toEqual([first, first]);
      answers.push(first);
      expect(await postAndHear('again', '0', 'something else by now')).toEqual(answers[0]);
    }
  });
});

describe('by delivery to a connector', () => {
  it('says all of it in order, each a reply to its message, though every message is posted twice [P5] [turn.delivery-order] [connector.once]', async () => {
    const talk = await planTaps(wayToHonestEnd, true);
    for (const [index, turn] of talk.turns.entries()) {
      const message = channelMessage(connector.serviceUrl, 'delivered', `${index}`, turn.text);
      await Promise.all([post(message), post(message)]);
    }
    await connector.until(() => given('delivered').length >= expected(talk).length);
    expect(given('delivered')).toEqual(expected(talk));
    const [first] = connector.taken.filter(({ conversation }) => conversation === 'delivered');
    expect(first?.activity).toMatchObject({ type: 'message', from: { id: '28:bot' } });
  });

  it('keeps what it has to say while the connector is away and the program is killed, and says it later, in order [P5] [turn.refused-again] [turn.delivery-resumed] [connector.outcomes]', async () => {
    const talk = await planTaps(wayIn, true);
    const say = async (from: number, to: number): Promise<void> => {
      for (const [index, { text }] of talk.turns.slice(from, to).entries()) {
        await post(channelMessage(connector.serviceUrl, 'away', `${from + index}`, text));
      }
    };
    await say(0, 1);
    const first = expected({ ...talk, turns: talk.turns.slice(0, 1) });
    await connector.until(() => given('away').length >= first.length);
    await connector.close();
    await say(1, 3);
    await killAndStartAgain();
    await say(3, talk.turns.length);
    expect(given('away')).toEqual(first);
    await connector.open();
    await connector.until(() => given('away').length >= expected(talk).length);
    expect(given('away')).toEqual(expected(talk));
  });
});

async function killAndStartAgain(): Promise<void> {
  await program.kill();
  program = launchProgram(folder.path, { PORT: new URL(url).port });
  expect(await program.serves()).toBe(url);
}

/** What a conversation was given, each message with what it replies to. */
const given = (name: string): readonly string[] =>
  connector.taken
    .filter(({ conversation }) => conversation === name)
    .map(({ replyToId, activity }) => `${replyToId}: ${spoken([activity]).texts[0]}`);

const expected = ({ turns }: PlannedTalk): readonly string[] =>
  turns.flatMap(({ reply }, index) => reply.texts.map((text) => `${index}: ${text}`));
