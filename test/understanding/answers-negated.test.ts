import { describe, expect, it } from 'vitest';
import type { ChoiceId, QuestionId } from '../../src/understanding/questions.ts';
import { closedListsOf } from './closed-lists.ts';

/** What it would mean to take a failure for a success. */
const successes: readonly (readonly [QuestionId, ChoiceId])[] = [
  ['signInHelper', 'in'],
  ['alternateMethods', 'worked'],
  ['missingCodes.tried', 'arrived'],
  ['wait.code', 'arrived'],
  ['recoveryForm.outcome', 'in'],
  ['recoveryForm.reply', 'in'],
];

const spanish = [
  'funciona',
  'funcionó',
  'me funcionó',
  'ha funcionado',
  'me sirvió',
  'anduvo',
  'me dejó',
  'me dejó entrar',
  'pude',
  'pude entrar',
  'puedo entrar',
  'llegó',
  'me llegó',
  'me llegó el código',
  'ha llegado',
  'lo tengo',
  'lo encontré',
  'se arregló',
  'me la aprobaron',
  'tengo acceso',
];
const spanishNots = [
  'no',
  'no, no',
  'no no',
  'ya no',
  'aún no',
  'todavía no',
  'tampoco',
  'nunca',
  'que no',
  'es que no',
  'creo que no',
  'claro que no',
  'obvio que no',
  'parece que no',
  'pues no',
  'no, pues no',
  'la verdad no',
  'sí, pero no',
  'hasta ahora no',
  'ni siquiera',
  'al final no',
  'por ahora no',
  'eso no',
];

const german = [
  ['funktioniert', ''],
  ['geht', ''],
  ['es geht', ''],
  ['klappt', ''],
  ['das ging', ''],
  ['hat', 'geklappt'],
  ['hat', 'funktioniert'],
  ['es hat', 'geholfen'],
  ['ist', 'angekommen'],
  ['der code ist', 'gekommen'],
  ['der code kam', 'an'],
  ['bin', 'drin'],
  ['bin', 'reingekommen'],
  ['ich komme', 'rein'],
  ['ich konnte mich', 'anmelden'],
  ['wurde', 'genehmigt'],
  ['habe ihn', 'bekommen'],
] as const;
const germanNots = [
  'nicht',
  'noch nicht',
  'immer noch nicht',
  'leider nicht',
  'leider noch nicht',
  'auch nicht',
  'gar nicht',
  'trotzdem nicht',
  'überhaupt nicht',
  'einfach nicht',
  'wieder nicht',
  'nicht mehr',
  'nie',
  'net',
  'jetzt auch nicht',
  'bis jetzt nicht',
];

const taken = (language: string, texts: readonly string[]): string[] => {
  const { choiceFor } = closedListsOf(language);
  return texts.filter((text) => successes.some(([question, choice]) => choiceFor(question, text) === choice));
};

describe('closed answer lists', () => {
  it('never take a negated success for one in Spanish, wherever the "no" stands [P1]', () => {
    expect(
      taken(
        'es',
        spanishNots.flatMap((no) => spanish.map((success) => `${no} ${success}`)),
      ),
    ).toEqual([]);
  });

  it('never take a negated success for one in German, wherever the "nicht" stands [P1]', () => {
    const texts = german.flatMap(([before, after]) =>
      germanNots.flatMap((not) => [
        `${before} ${not} ${after}`.trim(),
        `nein, ${before} ${not} ${after}`.trim(),
      ]),
    );
    expect(taken('de', texts)).toEqual([]);
  });
});
