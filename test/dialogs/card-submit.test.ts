import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/store/json.ts';
import { wayToHonestEnd } from '../support/planned-talk.ts';
import { cardActionsOf } from '../support/shown-activity.ts';
import { createTalker } from '../support/talker.ts';

/** Somebody in Teams who has come as far as the question that is answered by this tap of the way to the honest end. */
async function talkerAt(question: string) {
  const talker = createTalker({ remote: true });
  let reply = await talker.arrive();
  for (const [at, choice] of wayToHonestEnd) {
    if (at === question) return { talker, reply };
    reply = await talker.submit({ question: at, choice, turn: 1 });
  }
  throw new Error(`${question} never came.`);
}

describe("a card's submit", () => {
  it('is the same answer as its title, typed [connector.table, teams.round-trip]', async () => {
    for (const [question, choice] of wayToHonestEnd) {
      const [typing, tapping] = [await talkerAt(question), await talkerAt(question)];
      const title = typing.talker.conversation.speech.title('en', question as 'wait', choice as 'goOn');
      const typed = await typing.talker.say(title);
      const tapped = await tapping.talker.submit({ question, choice, turn: 1 });
      expect(tapped.texts, `${question} ${choice}`).toEqual(typed.texts);
      expect(tapped.buttons).toEqual(typed.buttons);
    }
  });

  it('of the card that stands is taken as it is sent [teams.round-trip]', async () => {
    const { talker, reply } = await talkerAt('missingCodes.route');
    const action = cardActionsOf(reply.activities.at(-1) ?? {}).find(({ title }) => title === 'By e-mail');
    await talker.submit(action?.data as JsonObject);
    expect(talker.progress()?.answers['missingCodes.route']).toBe('email');
  });

  it('of an old card changes nothing when it says the same again [teams.round-trip]', async () => {
    const { talker, reply } = await talkerAt('missingCodes.route');
    const answers = talker.progress()?.answers;
    const again = await talker.submit({ question: 'signInHelper', choice: 'stillStuck', turn: 2 });
    expect(talker.progress()?.answers).toEqual(answers);
    expect(again.buttons).toEqual(reply.buttons);
  });

  it('of an old card that says something else is offered as a correction [teams.round-trip]', async () => {
    const { talker } = await talkerAt('missingCodes.route');
    const answers = talker.progress()?.answers;
    const other = await talker.submit({ question: 'alternateMethods', choice: 'worked', turn: 3 });
    expect(talker.progress()?.answers).toEqual(answers);
    expect(other.text).toContain('Shall I change it to');
  });

  it('that names nothing of ours is a message without words [teams.round-trip]', async () => {
    const { talker, reply } = await talkerAt('signInHelper');
    const answer = await talker.submit({ question: 'signInHelper', choice: 'flyAway', turn: 2 });
    expect(answer.text).toContain('I can only read words');
    expect(answer.buttons).toEqual(reply.buttons);
  });
});
