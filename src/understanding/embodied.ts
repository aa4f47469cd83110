import type { Intent, RefusalIntent, SideIntent } from './intents.ts';
import type { QuestionId } from './questions.ts';

/** What people say along with any answer; it needs no answer of its own then. */
const alongside: readonly Intent[] = ['greeting', 'thanks', 'frustrated'];

/** Intents whose words are the words of an answer, by question. */
const ofQuestion: Readonly<Partial<Record<QuestionId, readonly Intent[]>>> = {
  welcome: ['workOrSchool'],
  'welcome.work': ['workOrSchool', 'stop'],
  signInHelper: ['cannotSignIn', 'explainStep', 'blocked', 'locked', 'codeNotArriving'],
  alternateMethods: [
    'noAccessToMethod',
    'authenticatorApp',
    'cannotSignIn',
    'codeNotArriving',
    'recoveryCode',
    'passkey',
  ],
  'missingCodes.route': ['codeNotArriving', 'authenticatorApp', 'noAccessToMethod', 'newPhone'],
  'missingCodes.tried': ['codeNotArriving', 'junkFolder', 'voip', 'explainStep'],
  wait: ['waitTime', 'waitAMoment', 'blocked', 'codeNotArriving', 'skip'],
  'wait.code': ['codeNotArriving'],
  'recoveryForm.twoStep': ['twoStep'],
  'recoveryForm.password': ['forgotPassword'],
  'recoveryForm.outcome': ['recoveryForm', 'waitTime', 'cannotSignIn'],
  'recoveryForm.reply': ['recoveryForm', 'waitTime', 'cannotSignIn'],
  startOver: ['startOver', 'stop', 'back'],
  correction: ['correctAnswer'],
};

/** The intents that any answer to a question says already, so that they are not answered beside it. */
export const embodiedBy = (question: QuestionId): readonly Intent[] => [
  ...alongside,
  ...(ofQuestion[question] ?? []),
];

/** What someone who asks for the impossible may really want to know: offered as buttons. */
export const neighbours: Readonly<Record<RefusalIntent, readonly SideIntent[]>> = {
  sendCode: ['codeNotArriving', 'waitTime', 'noAccessToMethod'],
  resetSecurityInfo: ['changeMyInfo', 'noAccessToMethod', 'newPhone'],
  changeAccount: ['changeMyInfo', 'forgotPassword', 'locked'],
  bypassVerification: ['twoStep', 'noAccessToMethod', 'whyNot'],
};
