import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type QuestionId, questionIds, questions } from '../../src/understanding/questions.ts';
import { type PlayedTurn, playTalk } from '../support/play-talk.ts';
import { readTalks } from '../support/talks.ts';

const folder = new URL('../conversations', import.meta.url).pathname;

describe('the written talks', () => {
  it('give each choice of each question [P1]', async () => {
    const given = new Map<string, Set<string>>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
      for (const talk of readTalks(`${folder}/${file}`)) {
        await playTalk(talk, (played) => {
          for (const pair of answersIn(played)) given.set(pair, (given.get(pair) ?? new Set()).add(file));
        });
      }
    }
    const all = questionIds.flatMap((id) => questions[id].map((choice) => `${id}.${choice}`));
    const gaps = all.filter((pair) => !given.has(pair));
    expect(gaps, 'no talk in test/conversations gives these answers').toEqual([]);
  });
});

/** The answers that a turn gives to the questions that stood before it. */
function answersIn({ asked, said, turn, talker }: PlayedTurn): string[] {
  if (said === undefined || turn?.atOnce !== undefined) return [];
  return asked.flatMap((question) => {
    const choice = talker.understanding?.answers[question as QuestionId]?.choice;
    return choice === undefined ? [] : [`${question}.${choice}`];
  });
}
