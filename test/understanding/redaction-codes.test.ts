import { describe, expect, it } from 'vitest';
import { redact } from '../../src/understanding/redaction/redact.ts';

/** Typed text, and what may be kept of it. */
const inFigures: readonly (readonly [string, string])[] = [
  ['482913', '[code]'],
  ['48 29 13', '[code]'],
  ['4-8-2-9-1-3', '[code]'],
  ['482\n913', '[code]'],
  ['48 29\n13 is what I got', '[code] is what I got'],
  ['my code is 4829', 'my code is [code]'],
  ['mein Code ist 4829', 'mein Code ist [code]'],
  ['mi código es 4829', 'mi código es [code]'],
  ['Bestätigungscode: 482913', 'Bestätigungscode: [code]'],
  ['Meine PIN lautet 2019', 'Meine PIN lautet [code]'],
  ['el pin es 1952', 'el pin es [code]'],
  ['G-482913', 'G-[code]'],
  ['the text says 1999', 'the text says [code]'],
  ['it says code 482913 after 24 hours', 'it says code [code] after 24 hours'],
  ['ich habe nach 24 Stunden 482913 bekommen', 'ich habe nach 24 Stunden [code] bekommen'],
  ['tras 48 horas llegó el 482913', 'tras 48 horas llegó el [code]'],
  ['48, then 29, then 13', '[code]'],
  ['erst 48 dann 29 dann 13', 'erst [code]'],
  ['48 luego 29 luego 13', '[code]'],
  ['٤٨٢٩١٣', '[code]'],
  ['४८२९१३', '[code]'],
  ['４８２９１３', '[code]'],
  ['④⑧②⑨①③', '[code]'],
  ['4️⃣8️⃣2️⃣9️⃣1️⃣3️⃣', '[code]'],
  ['el código 4️⃣ 8️⃣ 2️⃣ 9️⃣', 'el código [code]'],
  ['48\u200b29\u200b13', '[code]'],
  ['the pin for the ticket is 12345', 'the pin for the ticket is [code]'],
  ['mi código para el caso es 48291', 'mi código para el caso es [code]'],
  ['der Code für Mitarbeiter 4711', 'der Code für Mitarbeiter [code]'],
];

const inWords: readonly (readonly [string, string])[] = [
  ['four eight two nine one three', '[code]'],
  ['Four, eight, two, nine, one, three.', '[code].'],
  ['four 8 two 9 one 3', '[code]'],
  ['double four eight two one', '[code]'],
  ['four hundred eighty two nine hundred thirteen', '[code]'],
  ['four hundred and eighty-two, nine hundred and thirteen', '[code]'],
  ['forty-eight twenty-nine thirteen', '[code]'],
  ['forty eight twenty nine', '[code]'],
  ['my code is four thousand eight hundred twenty nine', 'my code is [code]'],
  ['foureight twonine', '[code]'],
  ['mein code ist vier acht zwei neun eins drei', 'mein code ist [code]'],
  ['vier acht zwo neun null drei und jetzt?', '[code] und jetzt?'],
  ['vierhundertzweiundachtzig neunhundertdreizehn', '[code]'],
  ['achtundvierzig neunundzwanzig dreizehn', '[code]'],
  ['fünfundfünfzig dreißig zwölf', '[code]'],
  ['fuenfundfuenfzig dreissig zwoelf', '[code]'],
  ['vieracht zweineun einsdrei', '[code]'],
  ['die PIN ist viertausendachthundertneunundzwanzig', 'die PIN ist [code]'],
  ['mi código es cuatro ocho dos nueve uno tres', 'mi código es [code]'],
  ['cuatrocientos ochenta y dos novecientos trece', '[code]'],
  ['cuarenta y ocho, veintinueve, trece', '[code]'],
  ['cuarenta y ocho luego veintinueve luego trece', '[code]'],
  ['doble cuatro ocho dos uno', '[code]'],
  ['la clave es cuatro mil ochocientos veintinueve', 'la clave es [password]'],
  ['cero cero siete nueve', '[code]'],
  ['call five five five zero one four two nine nine', 'call [phone]'],
];

const ordinary: readonly string[] = [
  'one or two or three',
  'I did steps one two three four',
  'he hecho los pasos uno dos tres cuatro',
  'Schritte eins zwei drei vier',
  'zwanzig dreißig Anrufe',
  'diez quince minutos',
  'fifteen twenty minutes',
  'twenty four seven',
  'nineteen eighty four',
  'two thousand twenty three',
  'zweitausenddreiundzwanzig',
  'dos mil veintitrés',
  'I only got it once, two days ago',
  'ein zwei Mal',
  'vor vierundzwanzig Stunden',
  'hace veinticuatro horas',
  'Ich bin eins fünfundfünfzig. Ein Mensch sieht das',
];

const recoveryCodes: readonly (readonly [string, string])[] = [
  ['ABCDE-12345-FGHIJ-67890-KLMNO', '[recovery code]'],
  ['abcde-12345-fghij-67890-klmno', '[recovery code]'],
  ['abcde 12345 fghij 67890 klmno', '[recovery code]'],
  ['abcde\n12345\nfghij\n67890\nklmno', '[recovery code]'],
  ['recovery code abcd1234efgh5678ijkl9012m', 'recovery code [recovery code]'],
  ['my recovery code is ab12 cd34 ef56 gh78', 'my recovery code is [recovery code]'],
  ['mi código de recuperación es ab12 cd34 ef56 gh78', 'mi código de recuperación es [recovery code]'],
  ['Wiederherstellungscode: ab12-cd34-ef56-gh78', 'Wiederherstellungscode: [recovery code]'],
  ['mein wiederherstellungscode lautet ab12cd34ef56', 'mein wiederherstellungscode lautet [recovery code]'],
];

const noRecoveryCodes: readonly string[] = [
  'does recovery code skip the 30 days',
  'have screenshot of a recovery code from 2020 is it still good',
  'sirve el código de recuperación de 2019',
  'gilt der Wiederherstellungscode von 2019 noch',
];

describe('redaction of codes', () => {
  it.each([...inFigures, ...inWords, ...recoveryCodes])('takes the code out of %j [P4]', (typed, kept) => {
    expect(redact(typed).redacted).toBe(kept);
  });

  it.each([...ordinary, ...noRecoveryCodes])('leaves %j alone [P4]', (typed) => {
    expect(redact(typed)).toEqual({ redacted: typed, secrets: [] });
  });
});
