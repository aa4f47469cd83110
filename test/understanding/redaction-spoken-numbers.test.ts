import { describe, expect, it } from 'vitest';
import { findSpokenNumbers } from '../../src/understanding/redaction/spoken-numbers.ts';
import { readNumberWord } from '../../src/understanding/redaction/vocabulary/numbers.ts';

const words = (text: string): string[] => text.split(' ');
const found = (text: string) =>
  findSpokenNumbers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('a number word', () => {
  it.each([
    [1, 0, 'zero oh one nine cero uno una un nueve null eins ein eine zwo funf fuenf neun'],
    [2, 0, 'ten eleven nineteen once diecinueve veintiuno veintiocho veintinueve diez zehn elf zwolf zwoelf'],
    [2, 0, 'dreizehn vierzehn funfzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn'],
    [2, 0, 'zwanzig vierzig funfzig fuenfzig sechzig siebzig achtzig neunzig dreissig dreißig'],
    [2, 0, 'einundzwanzig zweiunddreissig zwoundvierzig dreiundfunfzig vierundsechzig funfundsiebzig'],
    [2, 0, 'fuenfundachtzig sechsundneunzig siebenundzwanzig achtundzwanzig neunundzwanzig'],
    [2, 1, 'twenty fourty ninety veinte noventa'],
    [3, 2, 'cien ciento novecientas hundert einhundert neunhundert'],
    [3, 0, 'hunderteins hundertundzwei zweihundertzehn vierhundertzweiundachtzig'],
    [4, 3, 'tausend eintausend neuntausend'],
    [4, 2, 'tausendhundert viertausendachthundert'],
    [4, 0, 'tausendacht tausendundeins zweitausendzwanzig zweitausendfunfhundertneun'],
    [5, 3, 'zehntausend zwolftausend zweiundachtzigtausend'],
    [5, 0, 'zehntausendeins dreizehntausendvierhundertzweiundachtzig'],
    [2, 0, 'onetwo cerouno vieracht einsdrei nullnull'],
    [9, 0, 'onetwothreefourfivesixseveneightnine'],
  ])('has %s figures, %s of them open: %s [P4]', (size, open, all) => {
    for (const word of words(all)) expect(readNumberWord(word), word).toEqual({ size, open });
  });

  it.each(
    words(
      'hello hundred mil thousand onetwo3 onetwothreefourfivesixseveneightnineone zweitausendx xzweitausend undzwanzig ' +
        'zwanzigtausendtausend eightynine vierzigeins achtung einsamkeit tausendfach vierecke',
    ),
  )('is none: %s', (word) => {
    expect(readNumberWord(word)).toBeUndefined();
  });
});

describe('a code told in words', () => {
  it.each([
    ['four eight two nine', 'code'],
    ['four, eight. two; nine', 'code'],
    ['four / eight : two * nine', 'code'],
    ['four-eight_two nine', 'code'],
    ['four 8 two 9', 'code'],
    ['48 twenty nine', 'code'],
    ['one two three four five six seven eight', 'code'],
    ['one two three four five six seven eight nine', 'phone'],
    ['one two three four five six seven eight nine one two three four five six', 'phone'],
    ['one two three four five six seven eight nine one two three four five six seven', 'code'],
    ['double four eight two', 'code'],
    ['triple four eight', 'code'],
    ['doppel vier acht zwei', 'code'],
    ['doppelt vier acht zwei', 'code'],
    ['doble cuatro ocho dos', 'code'],
    ['four hundred eighty two nine', 'code'],
    ['four hundred and eighty two nine', 'code'],
    ['forty eight hundred twenty nine', 'code'],
    ['hundred ten hundred two', 'code'],
    ['cuatrocientos ochenta y dos nueve', 'code'],
    ['ochenta y dos noventa y tres', 'code'],
    ['48 then 29', 'code'],
    ['48, then 29, then 13', 'code'],
    ['4 then 8 then 2 then 9', 'code'],
    ['48 next 29', 'code'],
    ['48 luego 29', 'code'],
    ['48 despues 29', 'code'],
    ['48 dann 29', 'code'],
    ['48 danach 29', 'code'],
    ['48 strich 29', 'code'],
    ['48 guion 29', 'code'],
    ['48 dash 29', 'code'],
    ['forty eight twenty nine', 'code'],
    ['viertausendachthundertneunundzwanzig eins', 'code'],
  ])('%s: is a %s [P4]', (text, kind) => {
    expect(found(text)).toEqual([[kind, text]]);
    expect(found(`so: ${text}, ok`)).toEqual([[kind, text]]);
  });

  it.each([
    ['four eight two', 'three figures'],
    ['48 29', 'figures alone, which are told by themselves'],
    ['4829 then 13', 'a longer number stands for itself'],
    ['one 2000', 'a longer number stands for itself'],
    ['four thousand', 'one number'],
    ['nineteen eighty four', 'a year'],
    ['twenty twenty three', 'a year'],
    ['zwanzig dreiundzwanzig', 'a year'],
    ['forty eight twenty nine hours', 'a span of time'],
    ['forty eight twenty nine mails', 'a count'],
    ['twenty thirty people', 'a count of anything'],
    ['steps one two three four', 'a list'],
    ['i did one two three four five', 'a list'],
    ['pasos uno dos tres cuatro cinco seis', 'a list'],
    ['schritte eins zwei drei vier', 'a list'],
    ['48 and 29', 'a count of things'],
    ['four eight (two nine)', 'brackets between'],
    ['four eight - - - two nine', 'too much between'],
    ['four eight or two nine', 'another word between'],
    ['then four eight two', 'a word that may stand between does not begin it'],
    ['ein mensch acht zwei neun', 'an article belongs to its word'],
  ])('%s: is none, for it is %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['my code is four thousand', 'four thousand'],
    ['my code is four thousand eight hundred twenty nine', 'four thousand eight hundred twenty nine'],
    ['my code is nineteen eighty four', 'nineteen eighty four'],
    ['my code is 48 and 29', '48 and 29'],
    ['my code is one two three four', 'one two three four'],
    ['my code is forty eight twenty nine hours', 'forty eight twenty nine'],
    ['my code is 482 nine', '482 nine'],
    ['my code is nine, 482', 'nine, 482'],
    ['here: one two three four', 'one two three four'],
    ['steps one two three five', 'one two three five'],
    ['four eight two nine then', 'four eight two nine'],
    ['four eight two nine and', 'four eight two nine'],
    ['ein acht zwei neun', 'ein acht zwei neun'],
    ['eins acht zwei neun ein mensch', 'eins acht zwei neun'],
    ['eins acht zwei neun eine', 'eins acht zwei neun eine'],
    ['ring ring, it was four eight two nine', 'four eight two nine'],
  ])('%s: is one [P4]', (text, code) => {
    expect(found(text)).toEqual([['code', code]]);
  });

  it.each(
    words(
      'then next space dash hyphen minus comma dot luego despues entonces guion coma punto espacio dann danach strich bindestrich ' +
        'komma punkt leerzeichen',
    ),
  )('goes on behind the word between its numbers: %s [P4]', (word) => {
    expect(found(`four eight ${word} two nine`)).toEqual([['code', `four eight ${word} two nine`]]);
    expect(found(`vier acht zwei neun ${word} hallo`)).toEqual([['code', 'vier acht zwei neun']]);
  });

  it.each(words('eighteen nineteen twenty neunzehn zwanzig veinte diecinueve'))(
    'is none, but a year, when two numbers begin with %s',
    (word) => {
      expect(found(`${word} eleven`)).toEqual([]);
      expect(found(`my code is ${word} eleven`)).toEqual([['code', `${word} eleven`]]);
    },
  );

  it.each([
    ['my code is four hundert two nine', 'four hundert two nine'],
    ['my code is cuatro mil', 'cuatro mil'],
    ['my code is vier tausend', 'vier tausend'],
    ['four hundred und two nine, one', 'four hundred und two nine, one'],
  ])('is lengthened by hundreds and thousands: %s [P4]', (text, code) => {
    expect(found(text)).toEqual([['code', code]]);
  });

  it.each(words('ein eine un una'))('ends before an article of the next word: %s [P4]', (article) => {
    expect(found(`eins acht zwei neun ${article} mensch`)).toEqual([['code', 'eins acht zwei neun']]);
    expect(found(`${article} mensch eins acht zwei`)).toEqual([]);
  });

  it('is found each time there is one [P4]', () => {
    expect(found('four eight two nine or else one two eight nine')).toEqual([
      ['code', 'four eight two nine'],
      ['code', 'one two eight nine'],
    ]);
    expect(found('nothing of the kind')).toEqual([]);
  });
});
