import { describe, expect, it } from 'vitest';
import { isMicrosoftSender } from '../../src/understanding/redaction/emails.ts';
import { redact } from '../../src/understanding/redaction/redact.ts';

/** Typed text, and what may be kept of it. */
const emails: readonly (readonly [string, string])[] = [
  ['write to joe.smith+x@mail.example.co.uk now', 'write to [email] now'],
  ['joe at hotmail dot com', '[email]'],
  ['mary dot jones at hotmail dot com', '[email]'],
  ['it is mary underscore jones at mail dot example dot co dot uk ok', 'it is [email] ok'],
  ['anna (at) gmx (dot) de', '[email]'],
  ['anna[at]gmx.de', '[email]'],
  ['anna {at} gmx {punkt} de', '[email]'],
  ['joe at gmail.com', '[email]'],
  ['anna punkt mueller at gmx punkt de', '[email]'],
  ['anna unterstrich mueller klammeraffe gmx punkt de', '[email]'],
  ['anna klammeraffe gmx', '[email]'],
  ['anna.mueller@gmx punkt de', '[email]'],
  ['juan arroba gmail punto com', '[email]'],
  ['juan guion bajo perez arroba hotmail punto com punto mx', '[email]'],
  ['juan.perez arroba gmail', '[email]'],
  ['mi correo es juan (arroba) gmail.com', 'mi correo es [email]'],
  ['juan@gmail punto com', '[email]'],
  ['mary dot jones@hotmail.com', '[email]'],
  ['**joe@gmail.com**', '[email]**'],
  ['*joe at gmail.com', '*[email]'],
];

const phones: readonly string[] = [
  '+1 425 555 0111',
  '(425) 555-0111',
  '425.555.0111',
  '555-0111',
  '07700 900123',
  '+44 (0)20 7946 0321',
  '612 34 56 78',
  '+34 612 345 678',
  '55 1234 5678',
  '+52 1 55 1234 5678',
  '+54 9 11 1234-5678',
  '0171/1234567',
  '0049 (0) 171 1234567',
  '0664 123 4567',
  '079 123 45 67',
  '+91-98765-43210',
  '0803 555 0123',
  '(11) 91234-5678',
  '06.12.34.56.78',
];

const cards: readonly (readonly [string, string])[] = [
  ['card 4111 1111 1111 1111 12/25 123', 'card [card]'],
  ['4111-1111-1111-1111', '[card]'],
  ['Karte 4111111111111111 gültig bis 12/25', 'Karte [card]'],
  ['tarjeta 5500 0000 0000 0004, cad. 12/25', 'tarjeta [card]'],
  ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN [card]'],
  ['ES9121000418450200051332 es mi cuenta', '[card] es mi cuenta'],
  ['gb29 nwbk 6016 1331 9268 19', '[card]'],
];

const ordinary: readonly string[] = [
  'sign in at outlook.com',
  'look at outlook dot com',
  'my @hotmail.com account',
  'it says j***@hotmail.com',
  'it says j***e@hotmail.com or jo*****@outlook.com',
  'a mail from account-security-noreply@accountprotection.microsoft.com',
  'wo ist der Klammeraffe auf der Tastatur',
  'dónde está la arroba',
  'I arrived at home. In the end nothing came',
  'the 0800 number',
  'that +1 917 number is gone',
  'my number ends in 4417',
  'mi número termina en 44',
  'die Nummer endet auf 4417',
];

describe('redaction of addresses, phones and cards', () => {
  it.each([...emails, ...cards])('takes it out of %j [P4]', (typed, kept) => {
    expect(redact(typed).redacted).toBe(kept);
  });

  it.each(phones)('knows %j as a phone number, whoever says so [P4]', (number) => {
    for (const [before, after] of [
      ['', ''],
      ['call me on ', ' please'],
      ['mi número es ', ', gracias'],
      ['meine Nummer ist ', ' bitte'],
    ]) {
      const { redacted, secrets } = redact(`${before}${number}${after}`);
      expect(redacted).toBe(`${before}[phone]${after}`);
      expect(secrets).toEqual(['phone']);
    }
  });

  it.each(ordinary)('leaves %j alone [P4]', (typed) => {
    expect(redact(typed)).toEqual({ redacted: typed, secrets: [] });
  });

  it('spares only senders of Microsoft itself [P4]', () => {
    expect(isMicrosoftSender('account-security-noreply@accountprotection.microsoft.com')).toBe(true);
    expect(isMicrosoftSender('noreply@microsoft.com')).toBe(true);
    expect(isMicrosoftSender('jane.doe@microsoft.com')).toBe(false);
    expect(isMicrosoftSender('noreply@accountprotection.microsoft.com.example.org')).toBe(false);
    expect(redact('noreply@accountprotection.mi\u0441rosoft.com').redacted).toBe('[email]');
  });
});
