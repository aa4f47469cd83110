import { describe, expect, it } from 'vitest';
import {
  endsClause,
  isStrong,
  isToken,
  plainForm,
  trimmedEnd,
  type Word,
  wordsFrom,
} from '../../src/understanding/redaction/password-words.ts';

const words = (text: string): string[] => text.split(' ');
const word = (text: string, start = 0): Word => ({ text, start, end: start + text.length });

describe('a word that looks like a password, whatever stands around it', () => {
  it.each(
    words(
      'abc1 1abc hunter2 4ever é1éé a$bc ab$c abc$ $abc a#bc a%bc a^bc a&bc a*bc a!bc a@bc a_bc a+bc a=bc a~bc a\\bc a|bc a<bc ' +
        'a>bc a{bc a}bc 12$4 1234# #1234 "hunter2" (hunter2) «hunter2» “hunter2” ¡hunter2! ¿hunter2? hunter2. hunter2, hunter2; ' +
        "hunter2: 'hunter2' „hunter2“ ‚hunter2’ !summer",
    ),
  )('%s [P4]', (token) => {
    expect(isStrong(token)).toBe(true);
  });

  it.each(
    words(
      // Too short, letters or figures alone, or signs that end or part words.
      'a1b "a1b" bluebird 482913 12.34 12/05/2024 and/or so... (what?) well!! Why?! etc... 50-50 ----',
    ),
  )('is not %s', (token) => {
    expect(isStrong(token)).toBe(false);
  });

  it.each(
    words(
      '2fa 2-fa 2sv 2step 2-step 2factor 2faktor 2schritt 2stufen 2pasos 3fa mfa 0x8019 0xabcdef office365 office-365 ' +
        'outlook2019 windows11 windows-11 win10 microsoft365 m365 iphone15 galaxy22 android14 ios-17 xbox360 xboxone1 ps5 mp3 ' +
        'mp4 100% covid19 covid-19 1234h 24hr 24hrs 24hour 24hours 30d 30day 30days 2w 2week 2weeks 10min 10mins 10m 100k ' +
        '10am 10pm 21st 22nd 23rd 24th 90s 10x 500p 128g 128gb 500mb 2mal 3fach 20er 3veces 1hora 24horas 1dia 3dias 2std ' +
        '1tag 3tage 14uhr https://x.io/a1 http://x.io/a1 www.a1.com example1.com example1.net example1.org example1.de ' +
        'example1.es example1.at example1.ch example1.mx example1.ar',
    ),
  )('nor what is called so: %s', (token) => {
    expect(isStrong(token)).toBe(false);
    expect(isStrong(`${token},`)).toBe(false);
  });

  it.each(words('12345h 24hoursx covid-20 mp5a iphone12345 12345mal ax2fa xmfa2 mfa2 ps55 0x80zz'))(
    'but %s [P4]',
    (token) => {
      expect(isStrong(token)).toBe(true);
    },
  );
});

describe('the words behind the name of a password', () => {
  it('are given with their places, from there on', () => {
    expect(wordsFrom('my pw  is\nblue bird', 2)).toEqual([
      { text: 'pw', start: 3, end: 5 },
      { text: 'is', start: 7, end: 9 },
      { text: 'blue', start: 10, end: 14 },
      { text: 'bird', start: 15, end: 19 },
    ]);
  });

  it('are no more than matter', () => {
    expect(wordsFrom('a '.repeat(50), 0)).toHaveLength(11);
    expect(wordsFrom(`${'x'.repeat(299)} hidden`, 0)).toHaveLength(1);
    expect(wordsFrom(`${'x'.repeat(299)}y hidden`, 0)).toEqual([
      { text: `${'x'.repeat(299)}y`, start: 0, end: 300 },
    ]);
  });

  it('are looked up without the signs around them', () => {
    expect(plainForm('«señor-x2!»')).toBe('señor-x2');
  });

  it.each([
    ['blue.', 'blue. bird', true],
    ['blue!', 'blue! bird', true],
    ['blue?', 'blue? bird', true],
    ['blue;', 'blue; bird', true],
    ['blue,', 'blue, bird', true],
    ['blue', 'blue\nbird', true],
    ['blue', 'blue bird', false],
    ['bl.ue', 'bl.ue bird', false],
  ])('end a clause, or not: %j in %j', (text, all, ends) => {
    expect(endsClause(word(text), all)).toBe(ends);
  });

  it.each([
    ['bluebird.', 8],
    ['bluebird,', 8],
    ['bluebird;', 8],
    ['bluebird!', 9],
    ['bluebird', 8],
    ['blue!.', 6],
    ['b.ue', 4],
    ['b.', 2],
    ['ab.', 2],
  ])('end before what only ends the clause: %s [P4]', (text, end) => {
    expect(trimmedEnd(word(text, 3))).toBe(3 + end);
  });

  it.each(words('[code] [password] [recovery [email] [phone] [card] [code],'))(
    'are none when redacted: %s',
    (text) => {
      expect(isToken(text)).toBe(true);
    },
  );

  it.each(words('[other] code [my x[code]'))('are some when not: %s', (text) => {
    expect(isToken(text)).toBe(false);
  });
});
