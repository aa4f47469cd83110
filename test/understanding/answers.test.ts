import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChoiceId, type QuestionId, questionIds } from '../../src/understanding/questions.ts';
import { titles, understand } from './english.ts';

const answersTo = (text: string) => understand(text, 'en').answers;
const namedIn = (text: string) =>
  Object.fromEntries(
    Object.entries(answersTo(text)).flatMap(([question, given]) =>
      given.named ? [[question, given.choice]] : [],
    ),
  );

const allTitles = Object.entries(titles).flatMap(([question, { choices }]) =>
  Object.entries(choices).map(
    ([choice, title]) => [question as QuestionId, choice as ChoiceId, title] as const,
  ),
);

/** What people say, and which questions it answers by its own words. */
const named: readonly (readonly [string, Readonly<Partial<Record<QuestionId, ChoiceId>>>])[] = [
  ["the helper didn't work", { signInHelper: 'stillStuck' }],
  ['I tried the sign in helper', { signInHelper: 'stillStuck' }],
  ["I can't find the helper anywhere", { signInHelper: 'cannotFind' }],
  ['where is the helper?', { signInHelper: 'cannotFind' }],
  ['my account is locked', { signInHelper: 'locked' }],
  ['the helper got me in', { signInHelper: 'in' }],
  ["the other methods didn't work", { alternateMethods: 'noneWork' }],
  ['it shows no other options', { alternateMethods: 'noneListed' }],
  [
    "I've done the helper and the other methods",
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork' },
  ],
  [
    'Ive tried everything, helper, other ways, the form',
    { signInHelper: 'stillStuck', alternateMethods: 'noneWork', 'recoveryForm.outcome': 'refused' },
  ],
  ["it's a hotmail account", { welcome: 'personal' }],
  ["i'm using outlook.com", { welcome: 'personal' }],
  ['how do I get my msn mail back?', { welcome: 'personal' }],
  ['my mail is jane@hotmail.com', { welcome: 'personal' }],
  ["it's my work account", { welcome: 'workOrSchool' }],
  ['our admin set it up', { welcome: 'workOrSchool' }],
  ["I'm not getting the text", { 'missingCodes.route': 'text' }],
  ["texts don't arrive", { 'missingCodes.route': 'text' }],
  ['I never receive the email', { 'missingCodes.route': 'email' }],
  ["the authenticator app isn't working", { 'missingCodes.route': 'app' }],
  ['the phone call never comes', { 'missingCodes.route': 'call' }],
  ['no, I meant by e-mail', { 'missingCodes.route': 'email' }],
  ['I no longer have that phone', { 'missingCodes.route': 'noLongerMine' }],
  ["I don't have that number any more", { 'missingCodes.route': 'noLongerMine' }],
  ['i waited 24 hours already', { wait: 'haveWaited' }],
  ['remind me tomorrow', { wait: 'remind' }],
  ["I'll wait until tomorrow", { wait: 'keepPlace' }],
  ["I don't want to wait", { wait: 'goOn' }],
  ['two step is on', { 'recoveryForm.twoStep': 'twoStepOn' }],
  ['2FA is turned off', { 'recoveryForm.twoStep': 'twoStepOff' }],
  ['I never set up two-step verification', { 'recoveryForm.twoStep': 'twoStepOff' }],
  ["I don't know if two-step is on", { 'recoveryForm.twoStep': 'twoStepUnknown' }],
  ['I know my password', { 'recoveryForm.password': 'knowPassword' }],
  ['i forgot my password', { 'recoveryForm.password': 'forgotPassword' }],
  ["I don't remember the password", { 'recoveryForm.password': 'forgotPassword' }],
  ['the form was refused', { 'recoveryForm.outcome': 'refused' }],
  ['I sent the form yesterday', { 'recoveryForm.outcome': 'waiting' }],
];

/** Questions, plans and talk about all at once: none of them answers by its own words. */
const notNamed: readonly string[] = [
  'how do I use the helper?',
  'can I skip to the form?',
  "I haven't tried the helper",
  'should I try the other methods first',
  'if the helper did not work, what then?',
  "I've done all that already",
  'is two-step verification on?',
  "why don't the texts arrive?",
  'no luck',
  'yes',
];

/** Bare answers, and what they mean while a question is open; null: nothing. */
const bare: readonly (readonly [QuestionId, string, ChoiceId | null])[] = [
  ['welcome', 'no', null],
  ['welcome', 'yes', null],
  ['welcome', 'personal', 'personal'],
  ['welcome', 'from school', 'workOrSchool'],
  ['welcome', 'not sure', 'notSure'],
  ['welcome.work', 'stop here please', 'end'],
  ['welcome.work', "it's personal", 'goOnPersonal'],
  ['signInHelper', 'yes', 'in'],
  ['signInHelper', "I'm in!!", 'in'],
  ['signInHelper', 'nope', 'stillStuck'],
  ['signInHelper', 'no luck', 'stillStuck'],
  ['signInHelper', 'No, still nothing.', 'stillStuck'],
  ['signInHelper', "yes it didn't work", 'stillStuck'],
  ['signInHelper', "I've done all that already", 'stillStuck'],
  ['signInHelper', "it says it's locked", 'locked'],
  ['alternateMethods', 'it worked!', 'worked'],
  ['alternateMethods', 'there are none', 'noneListed'],
  ['alternateMethods', 'none of them work', 'noneWork'],
  ['missingCodes.route', 'sms', 'text'],
  ['missingCodes.route', 'email please', 'email'],
  ['missingCodes.route', 'the app', 'app'],
  ['missingCodes.route', 'not mine any more', 'noLongerMine'],
  ['missingCodes.tried', 'no', 'nextChecks'],
  ['missingCodes.tried', 'done, what next', 'nextChecks'],
  ['missingCodes.tried', 'I tried all of that', 'allTried'],
  ['missingCodes.tried', 'the code arrived', 'arrived'],
  ['missingCodes.tried', 'found it in my junk', 'arrived'],
  ['wait', 'already did', 'haveWaited'],
  ['wait', 'tomorrow', 'keepPlace'],
  ['wait', 'continue', 'goOn'],
  ['wait.code', 'not yet', 'notArrived'],
  ['wait.code', 'got it', 'arrived'],
  ['recoveryForm.twoStep', 'no', 'twoStepOff'],
  ['recoveryForm.twoStep', 'yes', 'twoStepOn'],
  ['recoveryForm.twoStep', 'no idea', 'twoStepUnknown'],
  ['recoveryForm.password', 'no', 'forgotPassword'],
  ['recoveryForm.password', 'yeah', 'knowPassword'],
  ['recoveryForm.outcome', 'they rejected it', 'refused'],
  ['recoveryForm.outcome', 'i sent it', 'waiting'],
  ['recoveryForm.outcome', 'it says 30 days', 'replacing'],
  ['recoveryForm.reply', 'still waiting', 'stillWaiting'],
  ['recoveryForm.reply', 'the form was refused', null],
  ['recoveryForm.reply', 'they said no', 'refused'],
  ['finish', 'yes', 'helpful'],
  ['finish', 'not really', 'notHelpful'],
  ['startOver', 'yes', 'confirm'],
  ['startOver', 'never mind', 'cancel'],
  ['sameAccount', 'a different one', 'other'],
  ['correction', 'leave it', 'keep'],
];

describe('closed answer lists', () => {
  it.each(allTitles)(
    'takes the title of %s/%s (%s) for that choice, however it is typed',
    (question, choice, title) => {
      for (const typed of [title, title.toUpperCase(), `  ${title}! 👍`, title.replaceAll("'", '’')]) {
        expect(answersTo(typed)[question]).toEqual({ choice, named: true });
        expect(understand(typed, 'en').intents).toEqual([{ intent: 'none', score: 1 }]);
      }
    },
  );

  it.each(named)('knows by %j alone what is answered [P1]', (text, expected) => {
    expect(namedIn(text)).toEqual(expected);
  });

  it.each(notNamed)('names nothing by %j [P1]', (text) => {
    expect(namedIn(text)).toEqual({});
  });

  it.each(bare)('to %s, %j means %j', (question, text, expected) => {
    expect(answersTo(text)[question]?.choice ?? null).toBe(expected);
  });

  it('takes a bare answer for no more than what the open question makes of it [P1]', () => {
    for (const text of ['no', 'yes', "didn't work", 'done', 'still stuck', 'ok no thanks', 'nope!']) {
      expect(namedIn(text)).toEqual({});
    }
  });

  it('forgives one typo in words of five letters or more', () => {
    expect(
      namedIn('teh helpr did not wrok').signInHelper ?? namedIn('the helpr did not work').signInHelper,
    ).toBe('stillStuck');
    expect(namedIn('i forgto my pasword')['recoveryForm.password']).toBe('forgotPassword');
  });

  it('never throws, and says only choices that exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const question of Object.keys(answersTo(text))) expect(questionIds).toContain(question);
      }),
    );
  });
});
