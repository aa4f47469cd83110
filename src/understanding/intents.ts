/**
 * What a message can be about. The names are a public contract (logs, metrics, evaluation).
 *
 * Where names touch: replacing, removing or re-enrolling a phone, address, app or key used for codes is
 * `resetSecurityInfo`; any other detail, the password, the name, unlocking, deleting or moving the account is
 * `changeAccount`; getting in without the check, or switching it off while locked out, is `bypassVerification`; asking
 * to confirm, guess, read out or repeat a code is `sendCode`. Deleting what this bot keeps is `forgetMe`.
 */
export const refusalIntents = [
  'sendCode',
  'resetSecurityInfo',
  'changeAccount',
  'bypassVerification',
] as const;

/** Questions beside the step at hand; each has a reviewed answer. */
export const sideIntents = [
  'human',
  'cannotSignIn',
  'codeNotArriving',
  'authenticatorApp',
  'newPhone',
  'noAccessToMethod',
  'hacked',
  'unrequestedCode',
  'blocked',
  'locked',
  'recoveryForm',
  'waitTime',
  'voip',
  'junkFolder',
  'genuineMessage',
  'recoveryCode',
  'twoStep',
  'passkey',
  'workOrSchool',
  'forSomeoneElse',
  'forgotPassword',
  'scam',
  'privacy',
  'aboutBot',
  'whyNot',
  'changeMyInfo',
  'codeRejected',
  'explainStep',
] as const;

/** What people say to steer the talk itself. */
export const talkIntents = [
  'greeting',
  'thanks',
  'frustrated',
  'help',
  'back',
  'repeat',
  'startOver',
  'stop',
  'skip',
  'changeLanguage',
  'waitAMoment',
  'status',
  'correctAnswer',
  'forgetMe',
] as const;

export type RefusalIntent = (typeof refusalIntents)[number];
export type SideIntent = (typeof sideIntents)[number];
export type TalkIntent = (typeof talkIntents)[number];

/** `none` is a class of its own: not understood, or not this bot's business. */
export type Intent = RefusalIntent | SideIntent | TalkIntent | 'none';

/** Every intent, in the order in which the model counts them. */
export const allIntents: readonly Intent[] = [...refusalIntents, ...sideIntents, ...talkIntents, 'none'];

const isIn =
  <T extends string>(names: readonly T[]) =>
  (intent: string): intent is T =>
    (names as readonly string[]).includes(intent);

export const isRefusal = isIn(refusalIntents);
export const isSideQuestion = isIn(sideIntents);
export const isTalk = isIn(talkIntents);
export const isIntent = isIn(allIntents);
