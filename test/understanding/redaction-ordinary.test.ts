import { describe, expect, it } from 'vitest';
import { redact } from '../../src/understanding/redaction/redact.ts';

/** Numbers that people type and that are no secret: a person who is warned about one stops trusting the warnings. */
const ordinary: readonly string[] = [
  // Steps, spans of time, dates.
  'step 2 of 5',
  'paso 2 de 5',
  'Schritt 3 von 7',
  'I did steps 1 2 3 4',
  'hice los pasos 1 2 3 4',
  'Schritte 1 2 3 4 gemacht',
  'I waited 24 hours',
  '24-48 hours, or 30 days',
  'warte seit 24 Stunden',
  'seit 24 bis 48 Stunden',
  'it says 24 48 hours',
  'after 1.5 hours',
  'I have waited 1000 years',
  '1000 to 2000 mails',
  'llevo 48 horas esperando',
  'codes take 24-48 hours',
  'el código tarda 24 o 48 horas',
  'on 12/05/2024 at 10:30',
  'am 12.05.2024 um 10:30 Uhr',
  'am 3.4. um 14.30 Uhr',
  'um 8 Uhr 30',
  'March 5, 2021',
  'am 3. April 2024',
  'Anfang März 2023',
  'el 15 de marzo de 2023 a las 14:30',
  'desde enero de 2022',
  // Years.
  'I made it in 2008',
  'my 2012 account',
  'set my dob to 2001',
  'I was born in 1948 not 1984',
  'ich bin 1947 geboren',
  'Jahrgang 1952',
  'seit 2019 habe ich das Konto',
  'nací en 1952',
  'mi fecha de nacimiento es 1952',
  'la cuenta es del 2009',
  'from 2008 to 2015',
  'the years 2008-2015, 1999 to 2004 and 1985/1999',
  // Products and faults.
  '2FA is on',
  'Office 365',
  'office 2016 on windows 11 24H2',
  'Windows 11 24H2',
  'iPhone 15, 128 GB',
  'error 400',
  'error 0x80190001',
  'error code 50058',
  '500121 error too often',
  'Fehlercode 50058',
  'código de error 50058',
  'AADSTS50058',
  // Prices and counts.
  'it costs $1500 or 1,500 euros',
  'I bought Office 365 for 99.99 in 2023',
  'kostet 1299,00',
  'pagué 1.299,00 por el portátil',
  'das waren 1.299,00',
  '10.000 Fotos sind da drin',
  'tengo 12000 correos',
  '12000 E-Mails',
  // Places, people and cases.
  'postcode 80331 München',
  'PLZ 10115',
  'CP 28013',
  'código postal 28013',
  'zip code 98052',
  'employee 88121',
  'employee number 88121 here',
  'badge 90221',
  'ticket 12345',
  'case number 482913',
  'ref. incident 20931',
  'Mitarbeiter 4711',
  'Personalnummer 4711',
  'Vorgang Nr. 482913',
  'empleado 4711',
  'número de pedido 482913',
  'pedido 482913',
  'my office extension 4471',
];

describe('redaction of numbers', () => {
  it.each(ordinary)('leaves %j alone [P4]', (typed) => {
    expect(redact(typed)).toEqual({ redacted: typed, secrets: [] });
  });

  it.each([
    ['in case 482913 works', 'in case [code] works'],
    ['auf jeden Fall 482913', 'auf jeden Fall [code]'],
    ['agent pin 4471', 'agent pin [code]'],
    ['my employee code is 88121', 'my employee code is [code]'],
    ['I got 482913 2 hours ago', 'I got [code] 2 hours ago'],
    ['I got 482913 minutes ago', 'I got [code] minutes ago'],
    ['I typed 482913 3 times', 'I typed [code] 3 times'],
    ['puse 482913 3 veces', 'puse [code] 3 veces'],
    ['482 913-2 mails', '[code]-2 mails'],
    ['2000-1800', '[code]'],
    ['no 4829 is what it says', 'no [code] is what it says'],
    ['the number 4829', 'the number [code]'],
    ['option 2, 482913', 'option 2, [code]'],
    ["I'm 4829", "I'm [code]"],
  ])('is not fooled by %j [P4]', (typed, kept) => {
    expect(redact(typed).redacted).toBe(kept);
  });
});
