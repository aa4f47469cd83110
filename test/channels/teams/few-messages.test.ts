import { beforeAll, describe, expect, it } from 'vitest';
import { countWords } from '../../../dialogs/talk.ts';
import { planTalk, seededRandom } from '../../support/planned-talk.ts';
import { createTalker } from '../../support/talker.ts';

const talks = 6;
const turnsATalk = 15;

/** What is said in each turn. */
let said: (readonly string[])[];
beforeAll(async () => {
  const planned = await Promise.all(
    Array.from({ length: talks }, (_, seed) =>
      planTalk(seededRandom(seed), turnsATalk, { remote: true, forgets: false }),
    ),
  );
  said = planned.flatMap(({ turns }) => turns.map(({ reply }) => reply.texts));
});

const isHeading = (paragraph: string | undefined): boolean => /^\*\*[^*]+\*\*$/.test(paragraph ?? '');

describe('a turn', () => {
  it('says short replies in one message: no two neighbours would go into one [teams.rate]', () => {
    // A turn of three messages may have been packed sentence by sentence.
    const ofTwo = said.filter((texts) => texts.length === 2);
    for (const [first, last] of ofTwo) {
      const [begins, goesOn] = last?.split('\n\n') ?? [];
      const next = isHeading(begins) ? `${begins} ${goesOn}` : begins;
      expect(countWords(`${first} ${next}`), `${first}\n\n${last}`).toBeGreaterThan(60);
    }
    expect(ofTwo.length).toBeGreaterThan(0);
    expect(Math.max(...said.map((texts) => texts.length))).toBeLessThanOrEqual(3);
  });

  it('ends no message with a heading, which goes with what it heads [words.limits]', async () => {
    const talker = createTalker({ remote: true });
    await talker.arrive();
    // Answered, with some words to this first, which leave room for the heading alone.
    const { texts } = await talker.say("I can't sign in to my hotmail");
    expect(texts.length).toBeGreaterThan(1);
    for (const text of [...texts, ...said.flat()]) {
      expect(isHeading(text.split('\n\n').at(-1)), text).toBe(false);
    }
  });
});
