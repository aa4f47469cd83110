import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/understanding/redaction/redact.ts';
import { understand } from './english.ts';

/** What rules look for, again and again: whoever wants to stop the program repeats one of these. */
const pieces = [
  ...[
    'pw ',
    'password is a ',
    'is my password ',
    'als passwort ',
    'mein passwort ist ',
    'la contraseña es "',
    'user a ',
  ],
  ...['a@', 'aa at ', ' arroba ', ' punkt ', 'a.', '@', '(at)'],
  ...['abcd1 ', 'ab1-', 'recovery code ', 'de12 3456 ', '1 2 ', '((1', '12 hours ', 'may 1 ', '1.', '4️⃣'],
  ...['one two ', 'one and ', 'acht', 'cuatrocientos ', 'zweiundachtzig ', 'eins ', 'double ', 'my code is '],
  ...[
    '[',
    '[code] ',
    '[email',
    '"',
    '«',
    '\n',
    ' ',
    'x',
    'р\u0430ss ',
    '\ud800',
    '\u0000',
    '\u200b',
    'ﷺ',
    '👩‍👩‍👧',
  ],
];

/** Text that no person types: anything at all, and pieces of what the rules look for. */
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      // Units of UTF-16 on their own: half a character among them.
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.tuple(fc.constantFrom(...pieces), fc.nat(400)).map(([piece, times]) => piece.repeat(times)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const longest = 1_000_000;

/** The least of three runs, in milliseconds of the processor: what other programs do meanwhile does not count. */
const timeOf = (run: () => void): number =>
  Math.min(
    ...[0, 1, 2].map(() => {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }),
  );

describe('any text at all', () => {
  it('is redacted and read, without an error [P4]', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { redacted } = redact(text);
        expect(redacted.length).toBeLessThanOrEqual(2000);
        expect(redacted).not.toMatch(/\p{Cs}/u);
        const read = understand(text, 'en');
        expect(read.redacted).toBe(redacted);
        expect(read.intents.length).toBeGreaterThan(0);
      }),
      { numRuns: 150, seed: 20_260_105 },
    );
  });

  it.each(pieces)('takes no more than moments when it is a megabyte of %j', (piece) => {
    const text = piece.repeat(longest / piece.length);
    expect(timeOf(() => redact(text))).toBeLessThan(100);
    expect(timeOf(() => understand(text, 'en'))).toBeLessThan(150);
  });
});
