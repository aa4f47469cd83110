import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../src/understanding/redaction/numbers.ts';

/** What is found in a folded text: the kind, and the stretch that is taken out. */
const found = (text: string) =>
  findNumbers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('what a number is', () => {
  it.each<[string, string | undefined, string]>([
    ['123', undefined, 'three figures tell nothing'],
    ['4829', 'code', 'four are the fewest of a code'],
    ['48291376', 'code', 'eight are the most of a code'],
    ['482913765', 'phone', 'nine to fifteen are a phone number'],
    ['482913765123456', 'phone', 'fifteen'],
    ['4829137651234562', 'code', 'more are a number nobody calls, but a secret may be'],
    ['+4829137651234562', 'phone', 'a plus says that it is called, however long'],
    ['4829137651234567890123456', 'recoveryCode', 'twenty-five are a recovery code'],
    ['4111111111111111', 'card', 'a number with the check digit of a card'],
    ['+4111111111111111', 'phone', 'but not behind a plus'],
    ['4222222222222999', 'code', 'sixteen figures without the check digit, though thirteen of them have it'],
    ['4222222222222 999', 'card', 'a card number with three figures behind it'],
    ['123-4567', 'phone', 'a number without its area'],
    ['123 4567', 'phone', 'with a space'],
    ['1123-4567', 'code', 'one figure too many before'],
    ['123-4567 8', 'code', 'or behind'],
    ['(123)4567', 'phone', 'an area in brackets'],
    ['(123)456', 'code', 'too short for a number to call'],
    ['+123456', 'code', 'a plus before six figures'],
    ['+1234567', 'phone', 'a plus before seven'],
    ['4/8/2/9', 'code', 'figures with signs between them'],
    ['4 - 8 - 2 - 9', 'code', 'up to three'],
    ['4 \u{1f600} 8 \u{1f600} 2 \u{1f600} 9', 'code', 'also pictures'],
    ['48 x 29', undefined, 'a letter ends a number'],
  ])('%s: %s, for %3$s [P4]', (number, kind) => {
    expect(found(number)).toEqual(kind === undefined ? [] : [[kind, number]]);
    expect(found(`so ${number} it`)).toEqual(kind === undefined ? [] : [[kind, number]]);
  });

  it.each([
    ['my code is ', '123-4567', 'code'],
    ['call ', '48291', 'phone'],
    ['call me on my ', '48291', 'phone'],
    ['call ', '4829', 'code'],
    ['it came: ', '48291', 'code'],
    ['my code is ', '12,345', 'code'],
    ['my code is ', '1,234,567', 'code'],
    ['i see ', '12,34,567', 'code'],
    ['i see ', '1234,567', 'code'],
    ['i see ', '12,3456', 'code'],
    ['my code is ', '1 2 3 4', 'code'],
    ['i tried ', '1 2 3 5', 'code'],
    ['i tried ', '2 3 4 5', 'code'],
    ['here: ', '1 2 3 4', 'code'],
  ])('is told by the words before it: %s%s is a %s [P4]', (lead, number, kind) => {
    expect(found(`${lead}${number}`)).toEqual([[kind, number]]);
  });

  it.each(['i see 12,345', 'i see 1,234,567', 'i tried 1 2 3 4', 'i did 1, 2, 3, 4, 5', 'optionen 1 2 3 4'])(
    'counts or lists things in %j',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  it('is not told by what stands far before it', () => {
    expect(found(`the code never came, and so we all went away for long: ${'no '.repeat(10)}12,345`)).toEqual(
      [],
    );
  });

  it('ends a card number behind its expiry date, and no other number [P4]', () => {
    expect(found('4111 1111 1111 1111 12/25 123, ok')).toEqual([['card', '4111 1111 1111 1111 12/25 123']]);
    expect(found('482913 12/25')).toEqual([['code', '482913']]);
  });

  it('is found beside a date, a time or an amount, which stay [P4]', () => {
    expect(found('12/05/2024 482913 24 hours 10:30')).toEqual([['code', '482913']]);
    expect(found('since 2019, then 482913')).toEqual([['code', '482913']]);
    expect(found('in 24 hours 4829')).toEqual([['code', '4829']]);
  });

  it('is found in words, in figures and in both at once [P4]', () => {
    expect(found('four eight two nine')).toEqual([['code', 'four eight two nine']]);
    expect(found('48291 or four eight two nine')).toEqual([
      ['code', '48291'],
      ['code', 'four eight two nine'],
    ]);
    expect(found('four 8 two 9')).toEqual([['code', 'four 8 two 9']]);
    expect(found('four eight two nine in 24 hours')).toEqual([['code', 'four eight two nine']]);
    expect(found('nothing at all')).toEqual([]);
  });
});
