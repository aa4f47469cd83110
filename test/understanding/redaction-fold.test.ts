import { describe, expect, it } from 'vitest';
import { clean, fold } from '../../src/understanding/redaction/fold.ts';

describe('a text, before it is looked at', () => {
  it('loses what cannot be seen, and keeps lines, tabs and pictures [P4]', () => {
    expect(clean('a\u0000b\u0007c\u200bd\u202ee\ufeff\u00adf\ufff9g\ufffbh\ud800i')).toBe('abcdefghi');
    expect(clean('a\tb\nc\rd\r\ne')).toBe('a\tb\nc\nd\n\ne');
    expect(clean('🙂é密')).toBe('🙂é密');
  });

  it.each([
    ['ÀÉÎÕÜ ñ', 'aeiou n', 'accents'],
    ['Ａｂ１', 'ab1', 'full width'],
    ['٠٩ ०९ 𝟘𝟡', '09 09 09', 'digits of other scripts'],
    ['①', '1', 'digits in circles'],
    ['a–b—c−d‐e', 'a-b-c-d-e', 'dashes'],
    ['a\u00a0b\u2003c', 'a b c', 'spaces'],
    ['1·2•3∙4⋅5‧6・7･8∗9⁎0', '1*2*3*4*5*6*7*8*9*0', 'dots between digits'],
    ['аеорсухіјѕԁԛԝһ', 'aeopcyxijsdqwh', 'Cyrillic letters that look Latin'],
    ['οαεικνρυ', 'oaeikvpu', 'Greek ones'],
    ['ѡѵɑɡı', 'wvagi', 'others'],
    ['АЕ', 'ae', 'capitals that look Latin'],
    ['密語', '密語', 'letters that look like none'],
  ])('is made plain for matching: %s reads %s, for %s [P4]', (text, plain) => {
    expect(fold(text).text).toBe(plain);
  });

  it('knows where each of its characters came from [P4]', () => {
    expect(fold('AB c')).toEqual({ text: 'ab c' });
    expect(fold('é𝟘ﬁx')).toEqual({ text: 'e0fix', origin: [0, 1, 3, 3, 4, 5] });
    expect(fold('e\u0301x')).toEqual({ text: 'ex', origin: [0, 2, 3] });
  });
});
