import { describe, expect, it } from 'vitest';
import { closedListsOf, type NamedCase, readCases } from './closed-lists.ts';

const { choiceFor, namedIn } = closedListsOf('de');

/** What people say, and which questions it answers by its own words. */
const named: readonly NamedCase[] = [
  [
    'die Anmeldehilfe und die anderen Methoden hab ich schon probiert',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  ['der Helfer hat nicht funktioniert', { signInHelper: 'stillStuck' }],
  ['die anmeldehilfe bringt nix', { signInHelper: 'stillStuck' }],
  ['hab den assistenten benutzt, geht trotzdem nicht', { signInHelper: 'stillStuck' }],
  [
    'Ich habe bereits alles versucht: Anmeldehilfe, andere Wege, das Formular.',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork', 'recoveryForm.outcome': 'refused' },
  ],
  [
    'guten tag, ich war schon bei der anmeldehilfe und hab auch die anderen möglichkeiten durch, nichts geht',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  [
    'weder die Anmeldehilfe noch die anderen Methoden funktionieren',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  ['ich finde die Anmeldehilfe nicht', { signInHelper: 'cannotFind' }],
  ['wo ist denn die Anmeldehilfe?', { signInHelper: 'cannotFind' }],
  ['mein Konto ist gesperrt', { signInHelper: 'locked' }],
  ['über die anmeldehilfe bin ich reingekommen', { signInHelper: 'in' }],
  ['die anderen Methoden gehen auch nicht', { alternateMethods: 'noneWork' }],
  ['es werden keine anderen Optionen angezeigt', { alternateMethods: 'noneListed' }],
  ['bin mit einer anderen Methode reingekommen', { alternateMethods: 'worked' }],
  ['ist ein hotmail konto', { welcome: 'personal' }],
  ['es ist mein privates Konto', { welcome: 'personal' }],
  ['mein outlook.com postfach', { welcome: 'personal' }],
  ['es geht um mein Firmenkonto', { welcome: 'workOrSchool' }],
  ['das ist der Account von meiner Uni', { welcome: 'workOrSchool' }],
  ['die SMS kommt nicht an', { 'missingCodes.route': 'text' }],
  ['ich bekomme keine SMS', { 'missingCodes.route': 'text' }],
  ['der code per mail kommt nie an', { 'missingCodes.route': 'email' }],
  ['die Authenticator App geht nicht mehr', { 'missingCodes.route': 'app' }],
  ['ich krieg keinen Anruf', { 'missingCodes.route': 'call' }],
  ['nein, ich meinte per E-Mail', { 'missingCodes.route': 'email' }],
  ['auf die alte Mailadresse hab ich keinen Zugriff mehr', { 'missingCodes.route': 'noLongerMine' }],
  ['die Nummer hab ich nicht mehr', { 'missingCodes.route': 'noLongerMine' }],
  ['mein Handy wurde gestohlen', { 'missingCodes.route': 'noLongerMine' }],
  ['hab eine neue Nummer, die alte gibts nicht mehr', { 'missingCodes.route': 'noLongerMine' }],
  ['ich warte schon drei Tage', { wait: 'haveWaited' }],
  [
    'habe 48 Stunden gewartet und die Anmeldehilfe probiert',
    { wait: 'haveWaited', signInHelper: 'stillStuck' },
  ],
  ['erinnere mich morgen', { wait: 'remind' }],
  ['ich will nicht warten', { wait: 'goOn' }],
  ['die zweistufige Überprüfung ist an', { 'recoveryForm.twoStep': 'twoStepOn' }],
  ['2FA hab ich nie eingerichtet', { 'recoveryForm.twoStep': 'twoStepOff' }],
  ['keine Ahnung ob 2fa an ist', { 'recoveryForm.twoStep': 'twoStepUnknown' }],
  ['mein Passwort weiß ich noch', { 'recoveryForm.password': 'knowPassword' }],
  ['ich hab mein Passwort vergessen', { 'recoveryForm.password': 'forgotPassword' }],
  ['Kennwort fällt mir nicht mehr ein', { 'recoveryForm.password': 'forgotPassword' }],
  ['das Formular wurde abgelehnt', { 'recoveryForm.outcome': 'refused' }],
  ['sie haben mein Formular abgelehnt', { 'recoveryForm.outcome': 'refused' }],
  ['habe das Formular gestern abgeschickt', { 'recoveryForm.outcome': 'waiting' }],
  [
    'passwort hab ich vergessen und die sms kommt auch nicht',
    { 'recoveryForm.password': 'forgotPassword', 'missingCodes.route': 'text' },
  ],
];

/** Questions, plans, hearsay and talk about all at once: none of them answers by its own words. */
const notNamed: readonly string[] = [
  'wie benutze ich die Anmeldehilfe?',
  'kann ich das Formular überspringen?',
  'die Anmeldehilfe habe ich noch nicht probiert',
  'ich hab die anderen Methoden nicht versucht',
  'wenn die Anmeldehilfe nicht geht, was dann?',
  'ist die zweistufige Überprüfung an?',
  'warum kommen die SMS nicht an?',
  'hab ich alles schon gemacht',
  'nix',
  'ja',
  'mein Bruder sagt dass die Anmeldehilfe bei ihm nicht ging',
  'man hat mir gesagt ich soll die Anmeldehilfe nehmen',
  'soll ich zuerst die anderen Methoden probieren?',
  'bevor ich die Anmeldehilfe benutze hab ich eine Frage',
  'ich werde die Anmeldehilfe probieren',
  'ich will das Formular abschicken',
  'das Formular hab ich noch nicht abgeschickt',
  'wie lange dauert das Formular?',
  'ich habe mein Passwort nicht vergessen',
  'sind die 30 Tage Werktage?',
  'könnt ihr die 30 tage wartezeit abbrechen',
  'mach 2fa aus',
  'schalte die doppelte anmeldung aus',
  'das war nicht ich',
  'einer von microsoft ruft an',
  'was heißt "ich habe keinen Zugriff darauf"?',
  'ich brauche das für die Arbeit',
];

/** What is typed while a question is open. */
const bare = readCases('de');

describe('closed answer lists in German', () => {
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
    expect(namedIn('die anmeldehlife hat nciht funktioniert').signInHelper).toBe('stillStuck');
    expect(namedIn('hab mein passwrot vergesen')['recoveryForm.password']).toBe('forgotPassword');
  });
});
