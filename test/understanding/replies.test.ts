import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadUnderstanding } from '../../src/load-understanding.ts';
import { loadSpeech } from '../../src/speech/speech.ts';
import { decide } from '../../src/understanding/decide.ts';
import type { QuestionId } from '../../src/understanding/questions.ts';
import { parseReplies } from '../../src/understanding/training/replies-file.ts';
import { theModel, trainingFolders } from '../support/model.ts';

const { locales } = trainingFolders;
const understand = loadUnderstanding(locales, loadSpeech(locales), theModel);

const linesOf = (language: string) => {
  const file = join(import.meta.dirname, 'replies', `${language}.txt`);
  return parseReplies(file, readFileSync(file, 'utf8'));
};

const choiceTaken = (text: string, language: string, question: QuestionId): string | undefined =>
  decide(understand(text, language), question).choice?.choice;

/** Shares that may not be lost, by lines of a hand that wrote nothing the model was trained on. */
const reached = [
  ['en', 0.96],
  ['es', 0.96],
  ['de', 0.96],
] as const;

describe.each(reached)('what is replied to the open question in "%s"', (language, share) => {
  it(`is taken as it is meant, of ${100 * share} % of the replies`, () => {
    const asked = linesOf(language).flatMap(({ text, classes }) =>
      classes
        .filter((name) => name !== 'none')
        .map((name) => ({ text, question: name.split('/')[0] as QuestionId, choice: name.split('/')[1] })),
    );
    const wrong = asked.filter(
      ({ text, question, choice }) => choiceTaken(text, language, question) !== choice,
    );
    const shown = wrong.slice(0, 20).map(({ text, question }) => `${question}: ${text}`);
    expect(wrong.length / asked.length, shown.join('\n')).toBeLessThanOrEqual(1 - share);
  });

  it('is told from what replies to no question', () => {
    const others = linesOf(language).filter(({ classes }) => classes.includes('none'));
    const taken = others.filter(({ text }) => choiceTaken(text, language, 'signInHelper') !== undefined);
    expect(others.length).toBeGreaterThan(100);
    expect(taken.length / others.length).toBeLessThanOrEqual(0.1);
  });
});
