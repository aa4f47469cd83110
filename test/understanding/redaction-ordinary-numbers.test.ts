import { describe, expect, it } from 'vitest';
import { findOrdinaryNumbers } from '../../src/understanding/redaction/ordinary-numbers.ts';

/** What of a folded text is no secret: its numbers, with all that belongs to them, as one stretch each. */
const found = (text: string): string[] => {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of findOrdinaryNumbers(text)) {
    const last = stretches.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches.map(({ start, end }) => text.slice(start, end));
};
const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

/** Each, alone and in a sentence, is ordinary from its first sign to its last. */
const ordinary: Readonly<Record<string, readonly string[]>> = {
  time: lines(`
    10:30
    9:05
    09:05
    23:59
    10:30:59
    14.30 uhr
    14 uhr
    14 uhr 30
    8uhr
    24:00 uhr
    at 9.30
    um 14.30
    gegen 8.15
    las 23.59
    14h30
    8h05`),
  date: lines(`
    2024-05-12
    2024-12-31t10:30
    2024-12-31t10:30:59z
    12/05/2024
    5-5-1999
    31.12.2024
    1/2
    12/05/24
    31/12
    3.4.
    03.04.24
    03.04.
    march 5
    jan. 5
    january 15, 2021
    march 5th 2021
    sept 1st
    5th of march 2021
    3. april 2024
    15 de marzo de 2023
    1o de mayo
    2 may
    2nd june, 2020
    3 mai del 2020
    22rd oct.
    may 2020
    december, 2019
    mar. of 1999
    enero de 2022`),
  year: lines(`
    in 2008
    since 1984
    seit dem jahr 2019
    en el ano 2009
    from the 1990s
    in year 1850
    bis 2020
    jahrgang 1952
    summer 2012
    class of 2004
    2012 account
    1999 laptop
    2008-2012
    1999 / 2004
    2008 to 2015
    1984 und 1985
    born in may 1948
    geburtsdatum: 1952
    dob 1948, 1950
    el 1999
    verano 2012
    2009 cuenta
    antes de 2010`),
  amount: lines(`
    $1500
    € 20
    £1,500.00
    ₹ 1.00.000
    20€
    1.299,00 €
    1.299,00
    1,299,000.50
    for 99.99
    costs only 12,50
    preis 9,99
    1,500
    2.000
    12.500
    1.500.000
    150 g
    128gb
    1.5 k
    3-fach
    21st`),
  count: lines(`
    24 hours
    24h
    48 std
    24-48 hours
    24 to 48 horas
    24 bis 48 stunden
    30+ days
    2 o 3 dias
    24-hour
    24 48 hours
    1.5 hours
    100 years
    1000 years
    300000 seconds
    12 mails
    12000 correos
    1.5 miles
    12.000 e-mails
    3 or 4 times
    10 und 20 nachrichten
    1000 to 2000 contacts
    100%
    500+ photos
    8-digit`),
  name: lines(`
    0x80190001
    0xab
    aadsts50058
    kb 5034441
    cve-2024-12345
    caa20003
    0f8fad5b-d9cb-469f-a165-70867728950e
    https://support.microsoft.com/en-us/account?a=1&b=22#c_33
    https://account.live.com/acsr/4829
    https://learn.microsoft.com/1234
    192.168.1.254
    127.0.0.1
    ip 10.20.30.40
    ip-address: 8.8.8.8
    ip adresse ist 8.8.4.4`),
  place: lines(`
    step 2
    steps 1, 2 and 3
    step #4
    pasos 1 y 2
    paso 2 de 5
    schritt 3 von 7
    schritte 1-5
    2 of 5
    3 out of 10
    2fa
    2-step
    2 sv
    24/7
    365
    50/50`),
  fault: lines(`
    error 400
    error code 50058
    err: 0190
    stop code 7b1
    fehler nr. 50058
    fehlercode 50058
    error number: 8004
    codigo de error 50058
    exception is c0000005
    error message says 5005
    500121 error
    50058 fehler`),
  product: lines(`
    office 365
    office2016
    windows 11 24h2
    windows 11
    version 1.2.3.4
    version number 16
    ios-17
    iphone 15
    galaxy 22
    page 12345
    area code 0207
    pagina 1234
    sala 12
    m365
    outlook is 2019
    option nr. 12
    question 12
    number 123
    pregunta: 3
    zeile 7`),
  postcode: lines(`
    zip 98052
    zip code: 98052-6399
    postcode 8033
    plz d-80331
    plz ist 10115
    c.p. 28013
    codigo postal es 28013
    postal code was 12345`),
  claim: lines(`
    ticket 12
    ticket number 482913
    ticket-id: 48
    order no. 1234567890123456
    case #482913
    empleado 4711
    vorgang nr. 482913
    reference is 4711
    personalnummer 4711
    imei 123456789012345`),
  'end of a number': lines(`
    ends in 4417
    ending with 44
    ending in: 4417
    end in the 17
    endet auf 4417
    termina en 44
    terminado con 4417
    acaba en 1
    0800 number
    +1 917 number
    +44-number
    1-800 line
    1 888 numbers
    0207 nummer`),
};

/** None of these may be taken for ordinary, wherever they stand: they may be a code, or a part of one. */
const notOrdinary = lines(`
  24:30
  10:60
  10:30:5
  110:30
  10:301
  1.14.30
  at 9.30.15
  at 24.30
  14h300
  114h30
  2024-13-01
  2024-05-32
  2024-05-123
  12024-05-12
  12/05/1700
  32/05/2024
  12/05-2024
  1/2/345
  1/2.3
  2000-1800
  1700-1800
  2008-20151
  in 20081
  in 1700
  in 2008 12
  march 500
  500 march
  may 20201
  482913
  4829 31
  48.29.13
  1,50
  1,501
  1.500,1
  0,500
  1.50.000
  12,500.
  1,29,00
  1.2999,00
  4829 h
  482913 hours
  482913 2
  1482 g
  1,5,5 g
  10x8019
  0x
  0xg1
  kb12345678901
  0f8fad5b-d9cb-469f-a165-70867728950e1
  https://support.example.com/4829
  http://support.microsoft.com/4829
  192.168.1
  192.168.1.2.3
  1192.168.1.2
  192.169.1.1
  ip 10.20.30
  ip 10.20.30.40.50
  ship 10.20.30.40
  stepping 2
  2 of 5000
  365365
  1 365 1
  24/70
  errors 40000000001
  error xyz
  terror 400
  500121 errorless
  12500121x error
  iphone 482913
  no 4829
  number 12 34
  enumber 12
  m 4829
  i'm 4829
  iphone 15-5555
  myoffice 365
  zip 980521
  zip 980
  zip 98052-12
  tzip 98052
  ticket 1
  ticket 12-34
  ticket 12 34
  ticket 12345678901234567
  myticket 1234
  ends in 44175
  ends in 44-17
  bends in 4417
  0800 123 number
  10800 number
  0800 numbering
  080012 number`);

describe('a number that is no secret', () => {
  for (const [kind, all] of Object.entries(ordinary)) {
    it.each(all)(`is a ${kind}: %s [P4]`, (text) => {
      expect(found(text)).toEqual([text]);
      expect(found(`x ${text}, y`)).toEqual([text]);
    });
  }

  it.each(notOrdinary)('is not all of %s', (text) => {
    expect(found(text)).not.toContain(text);
    expect(found(`x ${text}, y`)).not.toContain(text);
  });
});

describe('a number behind the name of a code', () => {
  it.each(
    lines(`
      for 99.99
      1,500
      150 g
      12000 correos
      500121 error
      page 1234
      ticket 4829
      ends in 4417
      0800 number
      summer 2012
      2012 account
      2008-2012
      born in 1948
      ip 10.20.30.40`),
  )('is no longer ordinary: my code is %s [P4]', (text) => {
    expect(found(`my code is ${text}`)).not.toContain(text);
    expect(found(`my code is the one that i got from him: ${text}`)).toContain(text);
  });

  it.each(
    lines(`
      10:30
      12/05/2024
      in 2008
      $1500
      1.299,00
      24 hours
      step 2 of 5
      error 4001
      zip 98052`),
  )('stays ordinary when nothing else writes so: my code is %s', (text) => {
    expect(found(`my code is ${text}`)).toContain(text);
  });
});
