import { describe, expect, it } from 'vitest';
import { findEmails, isMicrosoftSender } from '../../src/understanding/redaction/emails.ts';
import { findSpelledEmails } from '../../src/understanding/redaction/spelled-emails.ts';

const words = (text: string): string[] => text.split(' ');
const found = (text: string, find = findEmails): string[] => [
  ...new Set(
    find(text).map(({ start, end }) => {
      expect(end).toBeLessThanOrEqual(text.length);
      return text.slice(start, end);
    }),
  ),
];

describe('an address with its sign', () => {
  it.each([
    'joe@example.com',
    'a@b.co',
    "j.o-e_1+x!#$%&'*/=?^`{|}~@mail.example.co.uk",
    'jürgen@bücher.example',
    'anna@xn--bcher-kva.example',
    'joe@10.20.30.40',
    'anna @hotmail.com',
    'joe@hotmail',
    'joe @hotmail.com',
    'joe   @hotmail.com',
    'joe@ hotmail.com',
    'joe@  hotmail.com',
    'joe @ hotmail',
    'jo@msn',
    'abcd***@gmail.com',
  ])('is found, with nothing around it: %s [P4]', (address) => {
    expect(found(address)).toEqual([address]);
    expect(found(`to ${address}, now`)).toEqual([address]);
    expect(found(`(${address})`)).toEqual([address]);
  });

  it('ends before the full stop of its sentence [P4]', () => {
    expect(found('it is joe@example.com.')).toEqual(['joe@example.com']);
    expect(found('it is joe@example.com... or not')).toEqual(['joe@example.com']);
    expect(found('joe@example.com- see')).toEqual(['joe@example.com']);
  });

  it('is found each time there is one, and where there is another sign [P4]', () => {
    expect(found('joe@example.com, @, ann@example.org')).toEqual(['joe@example.com', 'ann@example.org']);
  });

  it.each([
    '@',
    'joe@',
    '@example.com',
    'joe@example',
    'joe@example.c',
    'joe@shop.example.c',
    'joe@nothotmail',
    'joe    @hotmail.com',
    'joe@   hotmail.com',
    'see @joe at work',
    'j***@hotmail.com',
    'jo**@hotmail.com',
    '***@hotmail.com',
    'j***e@hotmail.com',
    'j***joe@hotmail.com',
  ])('is none: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(
    words(
      'my a an the old new our your his her their with is from sender at by of or and for address email e-mail mail account using ' +
        'domain end ends ending in like to on this that any',
    ),
  )('is none behind a mere word: %s @hotmail.com', (word) => {
    expect(found(`${word} @hotmail.com`)).toEqual([]);
    expect(found(`x${word}s @hotmail.com`)).toEqual([`x${word}s @hotmail.com`]);
    expect(found(`${word}@hotmail.com`)).toEqual([`${word}@hotmail.com`]);
  });

  it('reaches as far as the standards allow [P4]', () => {
    const long = 'a'.repeat(70);
    expect(found(`${long}@example.com`)).toEqual([`${'a'.repeat(64)}@example.com`]);
    const labels = 'abcd.'.repeat(60);
    expect(found(`joe@${labels}`).map((address) => address.length)).toEqual([4 + 254]);
  });

  it('stays when it is a sender of Microsoft, and no person there [P4]', () => {
    for (const address of [
      'account-security-noreply@accountprotection.microsoft.com',
      'joe@mail.microsoft.com',
      'joe@a.b-c.microsoft.com',
      'no-reply@microsoft.com',
      'MSA@Microsoft.com',
    ])
      expect(isMicrosoftSender(address)).toBe(true);
    for (const address of [
      'joe@microsoft.com',
      'joe@notmicrosoft.com',
      'joe@a.microsoft.com.example',
      'joe@x_y.microsoft.com',
      'account@example.com',
      'account',
      '',
    ])
      expect(isMicrosoftSender(address)).toBe(false);
  });
});

describe('an address that is told in words', () => {
  const spelled = (text: string) => found(text, findSpelledEmails);

  it.each([
    'joe at gmail dot com',
    'joe (at) gmail (dot) com',
    'joe[at]gmail[dot]com',
    'joe <at> gmail.com',
    'joe { at } gmail.com',
    'joe at gmail.com',
    'joe at example dot co dot uk',
    'juan arroba example.com',
    'juan arroba gmail',
    'max klammeraffe web',
    'max affenschwanz gmx punkt de',
    'jean et gmail point com',
    'ana arroba gmail ponto com ponto br',
    'max at gmx pkt at',
    ...words('underscore dash hyphen minus plus guion mas unterstrich bindestrich strich dot punto').map(
      (joint) => `joe ${joint} smith at gmail dot com`,
    ),
    ...['under score', 'guion bajo', 'guion medio', 'barra baja'].map(
      (joint) => `joe ${joint} smith at gmail dot com`,
    ),
    'joe.smith_1+x-y at gmail dot com',
    'joe@gmail dot com',
  ])('is found: %s [P4]', (address) => {
    expect(spelled(address)).toEqual([address]);
    expect(spelled(`so: ${address}, ok`)).toEqual([address]);
  });

  it.each([
    'look at example.com',
    'a picture at example.com',
    'seen at bücher.de',
    'max arroba webseite',
    'have found at shop.example.com',
    'meet joe at home',
    'meet joe at gmail',
    'joe arroba nowhere',
    'joe at gmail dot computer',
    'arroba gmail',
  ])('is none: %s', (text) => {
    expect(spelled(text)).toEqual([]);
  });

  it.each(
    words(
      'in look looking am is was are be page screen site log logged sign signed log-in login sign-in signin account mail email ' +
        'mailbox support people team up website try help stuck out me it that address contact write arrive arriving someone guys ' +
        'service services here there back online work works password code found looked error problem issue inbox checked tried ' +
        'my the a an',
    ),
  )('is none behind a word that tells a place: %s at outlook dot com', (word) => {
    expect(spelled(`${word} at outlook dot com`)).toEqual([]);
    expect(spelled(`x${word}x at outlook dot com`)).toEqual([`x${word}x at outlook dot com`]);
  });

  it('reaches no further than an address may [P4]', () => {
    const name = 'joe dot smith dot ';
    expect(spelled(`${name.repeat(20)}joe at gmail dot com`)).toHaveLength(1);
    expect(
      spelled(`hello there and welcome to all of you who are here ${'so '.repeat(30)}joe at gmail dot com`),
    ).toEqual(['joe at gmail dot com']);
  });
});
