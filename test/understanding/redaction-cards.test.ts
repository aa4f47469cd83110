import { describe, expect, it } from 'vitest';
import {
  beginsWithCard,
  findBankAccounts,
  lengthAfterCard,
} from '../../src/understanding/redaction/cards.ts';

const groups = (text: string): string[] => text.split(' ');

describe('card numbers', () => {
  it.each([
    ['4222222222222', '13 digits, the fewest'],
    ['4111111111111111', '16 digits'],
    ['6304000000000000000', '19 digits, the most'],
    ['2221000000000009', 'a number that begins with 2'],
    ['4111 1111 1111 1111', 'groups of four'],
    ['3782 822463 10005', 'groups as American Express prints them'],
    ['4111 1111 1111 1111 12 25', 'more digits behind it'],
  ])('knows %s: %s [P4]', (number) => {
    expect(beginsWithCard(groups(number))).toBe(true);
  });

  it.each([
    ['4111111111111112', 'the check digit is wrong'],
    ['1411111111111114', 'no card begins with 1'],
    ['7992739871300001', 'no card begins with 7'],
    ['422222222222', '12 digits are too few'],
    ['41111111111111111115', '20 digits are too many'],
    ['', 'there is nothing'],
  ])('does not take %s for one: %s', (number) => {
    expect(beginsWithCard(groups(number))).toBe(false);
  });

  it.each([
    [' 12/25 123', 10],
    [', exp. 12/2025, cvv 123', 23],
    [' gultig bis 12/25', 17],
    [' cad. 12-25', 11],
    ['\n12/25', 6],
    [' expires - 12 / 25', 18],
    [' 12/25, cvv: 123', 16],
    [' 12/25 12345', 6],
    [' and then', 0],
    [' at 5', 0],
    [' in 4 lines comes 12/25', 0],
  ])('ends it behind its expiry date and check number in %j [P4]', (text, length) => {
    expect(lengthAfterCard(text)).toBe(length);
  });
});

describe('bank accounts', () => {
  it.each([
    'no9386011117947',
    'de89 3704 0044 0532 0130 00',
    'de89-3704-0044-0532-0130-00',
    'gb29nwbk60161331926819',
    'at611904300234573201',
    'at61 1904 3002 3457 3201',
    'mt84malt011000012345mtlcast001s',
  ])('knows %s [P4]', (account) => {
    expect(findBankAccounts(account)).toEqual([{ start: 0, end: account.length, kind: 'card' }]);
    expect(findBankAccounts(`iban: ${account}, thanks`)).toEqual([
      { start: 6, end: 6 + account.length, kind: 'card' },
    ]);
  });

  it('leaves the words behind one outside [P4]', () => {
    const account = 'de89 3704 0044 0532 0130 00';
    expect(findBankAccounts(`${account} bitte`)).toEqual([{ start: 0, end: account.length, kind: 'card' }]);
    expect(findBankAccounts('at61 1904 3002 3457 3201 wort mehr')).toEqual([
      { start: 0, end: 24, kind: 'card' },
    ]);
    expect(findBankAccounts('no93 8601 1117 947 this that')).toEqual([{ start: 0, end: 18, kind: 'card' }]);
  });

  it.each(['de88 3704 0044 0532 0130 00', 'xde89370400440532013000', 'de89 3704', 'ab12 cdef 3456'])(
    'does not take %s for one',
    (text) => {
      expect(findBankAccounts(text)).toEqual([]);
    },
  );
});
