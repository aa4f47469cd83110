import { describe, expect, it } from 'vitest';
import { findRecoveryCodes } from '../../src/understanding/redaction/recovery-codes.ts';

/** The stretches that are taken out of a folded text, each once, and what no other holds. */
const found = (text: string): string[] => {
  const all = findRecoveryCodes(text).map(({ start, end }) => text.slice(start, end));
  return [...new Set(all)].filter((one) => !all.some((other) => other !== one && other.includes(one)));
};

const codes = [
  ['abcde-12345-fghij-67890-klmno', 'as Microsoft prints it'],
  ['abcde 12345 fghij 67890 klmno', 'with spaces'],
  ['abcde - 12345 - fghij - 67890 - klmno', 'with spaces around the dashes'],
  ['abcde_12345_fghij_67890_klmno', 'with other signs'],
  ['abcde.12345.fghij.67890.klmno', 'with dots'],
  ['abcde-fghij-klmno-pqrst-uvwxy', 'letters alone, with dashes'],
  ['abcde12345-fghij67890-klmno', 'in other groups'],
  ['abc-de12345-fghij6789-0klmno', 'in groups of many lengths'],
  ['abcd1234efgh5678ijkl9012m', 'in a row'],
  ['abcd1234efgh5678ijkl', 'twenty in a row, the fewest'],
] as const;

describe('a recovery code', () => {
  it.each(codes)('is known by its form: %s, %s [P4]', (code) => {
    expect(found(code)).toEqual([code]);
    expect(found(`this: ${code} is it`)).toEqual([code]);
  });

  it.each([
    ['abcde fghij klmno pqrst uvwxy', 'five words of five letters'],
    ['abcde-12345-fghij-67890', 'four groups'],
    ['abcd-12345-fghij-67890-klmno', 'groups of other lengths that come to 24'],
    ['abcdefghijklmnopqrstuvwxy', 'letters alone, in a row'],
    ['1234567890123456789012345', 'figures alone, which are told by their number'],
    ['abcd1234efgh5678ijk', 'nineteen in a row'],
    ['éabcde-12345-fghij-67890-klmno', 'a letter before it'],
    ['abcde12345-fghij67890-klmnoé', 'a letter behind it'],
    ['éabcde12345-fghij67890-klmno', 'a letter before it, in other groups'],
    ['-abcde12345-fghij67890-klmno', 'a dash before it, in other groups'],
    ['abcde12345-fghij67890-klmno-', 'a dash behind it, in other groups'],
    ['éabcd1234efgh5678ijkl9012m', 'a letter before it, in a row'],
    ['abcd1234efgh5678ijkl9012mé', 'a letter behind it, in a row'],
    ['nothing at all', 'words'],
  ])('is not %s: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is found among words of five letters: every five groups with a figure [P4]', () => {
    expect(
      findRecoveryCodes('world hello abcde 12345 fghij 67890 klmno').map(({ start, end }) => [start, end]),
    ).toEqual([
      [0, 29],
      [6, 35],
      [12, 41],
    ]);
    expect(found('abcde fghij hello abcde fghij 1bcde')).toEqual(['fghij hello abcde fghij 1bcde']);
  });
});

describe('what follows the words "recovery code"', () => {
  it.each([
    ['recovery code ', 'ab12 cd34', ''],
    ['recovery codes: ', 'ab12-cd34-ef56', ' ok'],
    ['recovery key is ', 'ab12cd34', ' ok'],
    ['recovery code was ', 'ab12 cd34 ef56 gh78', ' thanks'],
    ['backup code = ', 'ab12 cd34', ''],
    ['reset code: ', 'ab12 cd34', ''],
    ['restore code: ', 'ab12 cd34', ''],
    ['emergency code: ', 'ab12 cd34', ''],
    ['codigo de recuperacion es ', 'ab12 cd34', ''],
    ['codigos de respaldo: ', 'ab12 cd34', ''],
    ['clave de emergencia era ', 'ab12 cd34', ''],
    ['wiederherstellungscode ist ', 'ab12 cd34', ''],
    ['wiederherstellungsschlussel war ', 'ab12 cd34', ''],
    ['notfall-code lautet ', 'ab12 cd34', ''],
    ['backupcode: ', 'ab12 cd34', ''],
    ['ersatzcodes: ', 'ab12 cd34', ''],
    ['rettungscode: ', 'ab12 cd34', ''],
    ['recovery code ', 'aa bb cc dd ee ff gg hh ii jj kk l1', ''],
  ])('%s%s%s: is one [P4]', (before, code, behind) => {
    expect(found(`my ${before}${code}${behind}`)).toEqual([code]);
  });

  it.each([
    ['recovery code ab12 cd3', 'seven letters and figures are too few'],
    ['recovery code bluebirds', 'no figure is among them'],
    ['recovery code 12345678', 'no letter is among them'],
    ['recovery code from 2020 ab12', 'a word tells about it'],
    ['[recovery code] ab12 cd34', 'it is out already'],
    ['recovery code. ab12 cd34', 'another thought begins'],
  ])('%s: is none, for %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
