import { describe, expect, it } from 'vitest';
import { closedListsOf, type NamedCase, readCases } from './closed-lists.ts';

const { choiceFor, namedIn } = closedListsOf('es');

/** What people say, and which questions it answers by its own words. */
const named: readonly NamedCase[] = [
  ['ya probé el asistente y los otros métodos', { signInHelper: 'stillStuck', alternateMethods: 'noneWork' }],
  ['el asistente no me sirvió', { signInHelper: 'stillStuck' }],
  ['usé el asistente de inicio de sesión y nada', { signInHelper: 'stillStuck' }],
  [
    'hice lo del asistente, las otras formas y el formulario',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork', 'recoveryForm.outcome': 'refused' },
  ],
  [
    'Ya probé todo: asistente, otros métodos, el formulario…',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork', 'recoveryForm.outcome': 'refused' },
  ],
  [
    'buenas, mire, ya usé el ayudante ese y también probé con otras formas de entrar y no hubo manera',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  [
    'ni el asistente ni los otros métodos funcionan',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  ['no encuentro el asistente por ningún lado', { signInHelper: 'cannotFind' }],
  ['¿dónde está el asistente?', { signInHelper: 'cannotFind' }],
  ['mi cuenta está bloqueada', { signInHelper: 'locked' }],
  ['con el asistente pude entrar', { signInHelper: 'in' }],
  ['los otros métodos tampoco sirven', { alternateMethods: 'noneWork' }],
  ['no me salen otras opciones', { alternateMethods: 'noneListed' }],
  ['pude entrar con otro método', { alternateMethods: 'worked' }],
  ['es una cuenta de hotmail', { welcome: 'personal' }],
  ['tengo un outlook.com de hace años', { welcome: 'personal' }],
  ['es mi cuenta personal', { welcome: 'personal' }],
  ['es mi cuenta del trabajo', { welcome: 'workOrSchool' }],
  ['es el correo de la universidad', { welcome: 'workOrSchool' }],
  ['no me llega el sms', { 'missingCodes.route': 'text' }],
  ['los mensajes de texto no llegan nunca', { 'missingCodes.route': 'text' }],
  ['no me llega el código al correo', { 'missingCodes.route': 'email' }],
  ['no recibo el código por mensaje', { 'missingCodes.route': 'text' }],
  ['la app authenticator no funciona', { 'missingCodes.route': 'app' }],
  ['nunca me entra la llamada', { 'missingCodes.route': 'call' }],
  ['no, quise decir por correo', { 'missingCodes.route': 'email' }],
  ['ya no tengo acceso a ese correo', { 'missingCodes.route': 'noLongerMine' }],
  ['cambié de número y ya no tengo el viejo', { 'missingCodes.route': 'noLongerMine' }],
  ['me robaron el celular', { 'missingCodes.route': 'noLongerMine' }],
  ['llevo tres días esperando', { wait: 'haveWaited' }],
  ['esperé 48 horas y probé el asistente', { wait: 'haveWaited', signInHelper: 'stillStuck' }],
  ['vos me decís que espere pero ya esperé una semana', { wait: 'haveWaited' }],
  ['recuérdame mañana', { wait: 'remind' }],
  ['no quiero esperar', { wait: 'goOn' }],
  ['tengo activada la verificación en dos pasos', { 'recoveryForm.twoStep': 'twoStepOn' }],
  ['nunca activé la verificación en dos pasos', { 'recoveryForm.twoStep': 'twoStepOff' }],
  ['no sé si tengo la verificación en dos pasos', { 'recoveryForm.twoStep': 'twoStepUnknown' }],
  ['sé mi contraseña', { 'recoveryForm.password': 'knowPassword' }],
  ['olvidé la contraseña', { 'recoveryForm.password': 'forgotPassword' }],
  ['no me acuerdo de la clave', { 'recoveryForm.password': 'forgotPassword' }],
  ['el formulario fue rechazado', { 'recoveryForm.outcome': 'refused' }],
  ['me rechazaron el formulario', { 'recoveryForm.outcome': 'refused' }],
  ['ya mandé el formulario tres veces y siempre no', { 'recoveryForm.outcome': 'refused' }],
  ['mandé el formulario ayer', { 'recoveryForm.outcome': 'waiting' }],
  [
    'no recuerdo mi contraseña y no me llega el sms',
    { 'recoveryForm.password': 'forgotPassword', 'missingCodes.route': 'text' },
  ],
];

/** Questions, plans, hearsay and talk about all at once: none of them answers by its own words. */
const notNamed: readonly string[] = [
  '¿cómo uso el asistente?',
  'puedo saltarme el formulario?',
  'no he probado el asistente',
  'todavía no probé los otros métodos',
  'si el asistente no funciona, qué hago?',
  '¿está activada la verificación en dos pasos?',
  'por qué no llegan los mensajes?',
  'ya hice todo eso',
  'nada',
  'sí',
  'mi primo dice que el asistente no le funcionó',
  'me dijeron que probara el asistente',
  'debería usar los otros métodos primero?',
  'antes de usar el asistente quiero preguntar algo',
  'voy a probar el asistente',
  'quiero mandar el formulario',
  'no mandé el formulario todavía',
  'cuánto tarda el formulario?',
  'no olvidé mi contraseña',
  'los 30 días son obligatorios?',
  'cancelen la espera de 30 días y pónganme ya el número nuevo',
  'pasar sin sms',
  'word no me deja guardar',
  '¿se guarda mi correo?',
  'vos me decís que espere',
  'con verificación en dos pasos cambian los requisitos?',
];

/** What is typed while a question is open. */
const bare = readCases('es');

describe('closed answer lists in Spanish', () => {
  it.each(named)('know by %j alone what is answered [P1]', (text, expected) => {
    expect(namedIn(text)).toEqual(expected);
  });

  it.each(notNamed)('name nothing by %j [P1]', (text) => {
    expect(namedIn(text)).toEqual({});
  });

  it.each(bare)('to %s, %j means %j', (question, text, expected) => {
    expect(choiceFor(question, text)).toBe(expected);
  });

  it('forgive one typo in words of five letters or more', () => {
    expect(namedIn('el asistnete no me sirvio').signInHelper).toBe('stillStuck');
    expect(namedIn('olvide mi contrasenia')['recoveryForm.password']).toBe('forgotPassword');
  });
});
