import { describe, expect, it } from 'vitest';
import { gradeOf, syllablesIn, wordCount } from './readability.ts';

describe('readability', () => {
  it('counts syllables as they are spoken', () => {
    const byCount: Readonly<Record<number, string>> = {
      1: 'the phone codes locked tried used don’t can’t while your yes whole once asks',
      2: "people being trying didn't isn't haven't account e-mail needed changes settled safely somewhere agree device 30",
      3: 'Microsoft messages usual everyone anyone somebody examples provider created previous SMS different',
      4: 'security recovery available situation',
      5: 'verification authenticator',
    };
    const wrong = Object.entries(byCount).flatMap(([count, words]) =>
      words.split(' ').filter((word) => syllablesIn(word) !== Number(count)),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['The cat sat on the mat.', -1.45],
    ['This sentence, taken as a reading passage unto itself, is being used to prove a point.', 7.6],
    ['The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.', 11.3],
  ])('agrees with the published grade of "%s"', (text, grade) => {
    expect(gradeOf(text)).toBeCloseTo(grade, 1);
  });

  it('averages over sentences and does not take the dot in a name for an end', () => {
    expect(gradeOf('The cat sat. The cat sat.')).toBeCloseTo(gradeOf('The cat sat.'), 5);
    expect(gradeOf('Go to outlook.com now.')).toBeGreaterThan(gradeOf('Go to outlook. Come now.'));
  });

  it('sees what a person sees, not the signs of Markdown', () => {
    expect(wordCount('Press **Sign in** on [this page]({signInPage}) – once.')).toBe(7);
    expect(gradeOf('The **cat** sat on [the mat]({authenticatorBackupArticle}).')).toBeCloseTo(-1.45, 2);
  });

  it('has nothing to say of nothing', () => {
    expect(gradeOf('  ')).toBe(0);
    expect(wordCount('– …')).toBe(0);
  });
});
