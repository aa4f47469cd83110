import { expect, it } from 'vitest';
import { countWords } from '../../../dialogs/talk.ts';
import { planTalk, seededRandom } from '../../support/planned-talk.ts';

const talks = 6;
const turnsATalk = 15;

it('short replies of one turn are one message: no two neighbours would go into one [teams.rate]', async () => {
  const turns = await Promise.all(
    Array.from({ length: talks }, (_, seed) =>
      planTalk(seededRandom(seed), turnsATalk, { remote: true, forgets: false }),
    ),
  );
  const said = turns.flatMap((talk) => talk.turns.map(({ reply }) => reply.texts));
  for (const texts of said) {
    expect(texts.length).toBeLessThanOrEqual(3);
    // A turn of three messages may have been packed sentence by sentence.
    if (texts.length !== 2) continue;
    const [question] = texts.at(-1)?.split('\n\n') ?? [];
    expect(countWords(texts[0] ?? '') + countWords(question ?? ''), texts.join('\n\n')).toBeGreaterThan(60);
  }
  expect(said.some((texts) => texts.length === 2)).toBe(true);
});
