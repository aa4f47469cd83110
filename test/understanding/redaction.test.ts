import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/understanding/redaction/redact.ts';
import type { SecretKind } from '../../src/understanding/understanding.ts';

/**
 * On how many cases a property is tried, and on which: fewer where the same tests run for every mutant, others with
 * another `PROPERTY_SEED`.
 */
const tried = (count: number): { numRuns: number; seed: number } => ({
  numRuns: Math.ceil(count * Number(process.env['PROPERTY_SCALE'] ?? 1)),
  seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_105),
});

/** Text around a secret: words that say nothing of codes, passwords or numbers, and signs that join nothing. */
const surroundings = fc
  .array(
    fc.constantFrom(
      ...['hello', 'please', 'see', 'then', 'I tried,', 'why?', 'not', 'ok.'],
      ...['hola', 'por favor,', 'mira', 'luego', '¿qué', 'pasó?', 'aquí', 'gracias.'],
      ...['hallo', 'bitte,', 'schau', 'dann', 'wieso?', 'über', 'danke.', 'nicht'],
      ...['🙂', '—', '\n'],
    ),
    { maxLength: 12 },
  )
  .map((words) => words.join(' '));

const digits = (from: number, to: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to }).map((all) => all.join(''));
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const alphanumeric = (length: number) =>
  fc
    .array(fc.constantFrom(...`${letters}0123456789`), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const groupsOf = (text: string, size: number, by: string): string =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(by);

const code = fc
  .tuple(digits(4, 8), fc.constantFrom('', ' ', '-', '.'), fc.integer({ min: 1, max: 4 }))
  .map(([all, by, size]) => groupsOf(all, size, by));
/** Codes that cannot be taken for a year, a date, a list or an amount. */
const plainCode = code.filter(
  (text) =>
    !/^(19|20)\d\d$|[.][05]00$/.test(text) && !/^1\W2\W3\W4/.test(text) && !/^\d\d?[./-]\d/.test(text),
);
const recoveryCode = fc
  .tuple(alphanumeric(25), fc.constantFrom('', '-', ' '))
  .filter(([all]) => /\d/.test(all) && /[A-Z]/.test(all))
  .map(([all, by]) => groupsOf(all, 5, by));
const password = fc
  .tuple(alphanumeric(6), fc.constantFrom('!q', '#', 'x9', '&4'))
  .map(([all, end]) => `p${all.toLowerCase()}${end}`);
const telling = fc.constantFrom(
  'my password is ',
  'password: ',
  'pw ',
  'the password for it was ',
  'passwort: ',
  'mi contraseña es ',
  'mein Kennwort lautet ',
);
const phone = fc
  .tuple(fc.constantFrom('+', '00', '0'), digits(9, 13))
  .map(([lead, all]) => lead + groupsOf(all, 3, ' '));

/** An address that nobody could take for a hidden one, or for a password that is told (`kw=…`). */
const address = fc.emailAddress().filter((text) => !/\*\*|=|pw|pass/.test(text.toLowerCase()));
/** A number that passes the check of card numbers, as people group it. */
const card = fc
  .tuple(digits(13, 14), fc.constantFrom('3', '4', '5'), fc.constantFrom('', ' ', '-'))
  .map(([rest, first, by]) => {
    const all = `${first}${rest}`;
    const sum = [...all].reverse().reduce((total, figure, i) => {
      const doubled = Number(figure) * (i % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    return groupsOf(`${all}${(10 - (sum % 10)) % 10}`, 4, by);
  });

/** A secret with what announces it, and the part that must not survive. */
const secret = fc.oneof(
  plainCode.map((text) => ({ typed: text, part: text })),
  recoveryCode.map((text) => ({ typed: text, part: text })),
  address.map((text) => ({ typed: text, part: text })),
  phone.map((text) => ({ typed: text, part: text })),
  fc.tuple(telling, password).map(([lead, text]) => ({ typed: lead + text, part: text })),
);

/** Figures as each language tells them. */
const figureWords = [
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'],
  ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'],
] as const;

const inWords = fc
  .tuple(
    fc.constantFrom(...figureWords),
    digits(4, 8).filter((all) => !all.startsWith('1234')),
    fc.constantFrom(' ', ', ', '-', '\n'),
  )
  .map(([words, all, by]) => [...all].map((figure) => words[Number(figure)] as string).join(by));

/** How each kind of secret is told, in each language, and the secret itself. */
const kinds: Readonly<Record<SecretKind, readonly [told: readonly string[], secret: fc.Arbitrary<string>]>> =
  {
    code: [['the code is ', 'mi código es ', 'der Code lautet ', 'PIN: '], fc.oneof(plainCode, inWords)],
    password: [
      ['my password is ', 'mi contraseña es ', 'mein Passwort lautet ', 'clave: ', 'Kennwort: '],
      password,
    ],
    recoveryCode: [['recovery code ', 'código de recuperación: ', 'Wiederherstellungscode '], recoveryCode],
    email: [['my mail is ', 'mi correo es ', 'meine Adresse ist '], address],
    phone: [['call ', 'mi número es ', 'meine Nummer ist '], phone],
    card: [['my card ', 'mi tarjeta ', 'meine Karte '], card],
  };

/** What people count, wait for and pay, in each language. */
const ordinary = fc
  .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1950, max: 2029 }), fc.nat(99))
  .chain(([count, year, cents]) =>
    fc.constantFrom(
      ...[`${count} hours`, `${count} emails`, `in ${year}`, `$${count}.${cents}`, `ticket ${year}${count}`],
      ...[
        `${count} horas`,
        `${count} correos`,
        `desde ${year}`,
        `${count},${cents} €`,
        `pedido ${year}${count}`,
      ],
      ...[
        `${count} Stunden`,
        `${count} Mails`,
        `seit ${year}`,
        `${count},${cents} Euro`,
        `Vorgang ${year}${count}`,
      ],
    ),
  );

describe('redaction', () => {
  for (const [kind, [tellings, told]] of Object.entries(kinds)) {
    it(`knows a ${kind} that is told in English, Spanish or German, whatever stands around it [P4]`, () => {
      fc.assert(
        fc.property(
          surroundings,
          fc.constantFrom(...tellings),
          told,
          surroundings,
          (before, tell, part, after) => {
            const { redacted, secrets } = redact(`${before} ${tell}${part}\n${after}`);
            expect(secrets).toContain(kind);
            expect(redacted).not.toContain(part);
            expect(redacted).toContain(`[${kind === 'recoveryCode' ? 'recovery code' : kind}]`);
          },
        ),
        tried(250),
      );
    });
  }

  it('leaves what is counted, waited for and paid alone, in any language [P4]', () => {
    fc.assert(
      fc.property(surroundings, ordinary, surroundings, (before, number, after) => {
        const typed = `${before} ${number}, ${after}`;
        expect(redact(typed).secrets).toEqual([]);
      }),
      tried(500),
    );
  });

  it('lets no secret survive, whatever stands around it [P4]', () => {
    fc.assert(
      fc.property(surroundings, secret, surroundings, (before, { typed, part }, after) => {
        const { redacted, secrets } = redact(`${before} ${typed} ${after}`);
        expect(redacted).not.toContain(part);
        expect(redacted.replace(/\D/g, '')).not.toContain(part.replace(/\D/g, '') || 'no digits');
        expect(secrets.length).toBeGreaterThan(0);
      }),
      tried(1500),
    );
  });

  it('changes nothing when it is done twice, cuts at 2,000 and drops what cannot be seen [P4]', () => {
    const pieces = fc.array(
      fc.oneof(
        secret.map((s) => s.typed),
        surroundings,
        fc.string({ unit: 'binary' }),
        fc.constantFrom('[code]', '[email', 'x'.repeat(600)),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom('', ' '), (parts, by) => {
        const once = redact(parts.join(by)).redacted;
        expect(redact(once).redacted).toBe(once);
        expect(once.length).toBeLessThanOrEqual(2000);
        expect(once).not.toMatch(/[\0\u200b\u202e]/u);
        expect(once).not.toMatch(/\p{Cs}/u);
      }),
      tried(600),
    );
  });

  it('keeps no part of a secret at the cut, nor at the length where reading stops [P4]', () => {
    for (let pad = 1900; pad < 2010; pad += 3) {
      expect(redact(`${'a '.repeat(pad / 2)}4829137 end`).redacted).not.toMatch(/\d/);
    }
    for (let pad = 7980; pad < 8003; pad++) {
      const typed = `${'joe@example.com '.repeat(380)}${' '.repeat(pad - 380 * 16)}4829137`;
      expect(redact(typed).redacted).not.toMatch(/\d/);
    }
  });
});
