import { type StepId, stepIds } from '../../src/speech/steps.ts';
import { type Intent, isSideQuestion, type SideIntent } from '../../src/understanding/intents.ts';
import type { ChoiceId } from '../../src/understanding/questions.ts';
import { stepOf } from '../place.ts';
import type { Scope } from '../scope.ts';
import type { Hearing } from './hearing.ts';

/** Side questions that ask for what a step does. */
const stepAskedFor: Partial<Record<SideIntent, StepId>> = {
  recoveryCode: 'alternateMethods',
  waitTime: 'wait',
  recoveryForm: 'recoveryForm',
};

/** Side questions that say no more than the answer given with them. */
const saidByAnswer: Partial<Record<ChoiceId, readonly Intent[]>> = {
  stillStuck: ['cannotSignIn', 'codeNotArriving'],
  locked: ['locked', 'blocked'],
  noneWork: ['cannotSignIn', 'codeNotArriving'],
  noneListed: ['cannotSignIn', 'noAccessToMethod'],
  text: ['codeNotArriving'],
  email: ['codeNotArriving', 'junkFolder'],
  app: ['authenticatorApp', 'codeNotArriving'],
  call: ['codeNotArriving'],
  noLongerMine: ['noAccessToMethod', 'newPhone', 'codeNotArriving'],
  nextChecks: ['codeNotArriving', 'cannotSignIn'],
  allTried: ['codeNotArriving', 'cannotSignIn'],
  notArrived: ['codeNotArriving', 'cannotSignIn'],
  haveWaited: ['waitTime'],
  twoStepOn: ['twoStep'],
  twoStepOff: ['twoStep'],
  twoStepUnknown: ['twoStep'],
  forgotPassword: ['forgotPassword'],
  workOrSchool: ['workOrSchool'],
  refused: ['recoveryForm', 'cannotSignIn'],
  waiting: ['recoveryForm', 'waitTime'],
  stillWaiting: ['recoveryForm', 'waitTime', 'codeNotArriving'],
  replacing: ['changeMyInfo', 'waitTime'],
  cannotUse: ['cannotSignIn', 'recoveryForm'],
};

/**
 * Answers a side question by its reviewed answer. One that asks for a later step is told that the step comes later:
 * asking for it is no answer to the ones before.
 *
 * @returns false when the message is no side question, or its answer says it already
 */
export function answerSideQuestion({ scope, decision }: Hearing): boolean {
  const { intent, choice, others } = decision;
  if (!isSideQuestion(intent)) return false;
  const told = [choice?.choice, ...others.map((other) => other.choice)];
  if (told.some((one) => one && saidByAnswer[one]?.includes(intent))) return false;
  const answer = scope.speech.answer(scope.language, intent);
  if (!answer) return false;
  scope.talk.insistText(answer.text);
  const wanted = stepAskedFor[intent];
  const here = scope.open && stepOf(scope.open.question);
  if (wanted && here && stepIds.indexOf(wanted) > stepIds.indexOf(here)) {
    scope.talk.insist('talk.laterStep', { name: scope.speech.say(scope.language, `step.name.${wanted}`) });
  }
  return true;
}

/** Offers the likeliest side answers as buttons. */
export function askWhich({ scope, decision }: Hearing): void {
  scope.talk.insist('clarify.which');
  scope.talk.offer(titlesOf(scope, [decision.intent, ...decision.alternatives].slice(0, 3)));
}

/** The button titles of the side questions among `intents`, at most three. */
export const titlesOf = ({ speech, language }: Scope, intents: readonly Intent[]): string[] =>
  intents
    .filter(isSideQuestion)
    .flatMap((intent) => speech.answer(language, intent)?.title ?? [])
    .slice(0, 3);
