import { numberOf, type StepId, stepIds } from '../../src/speech/steps.ts';
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
  if (wanted) sayComesLater(scope, wanted);
  return true;
}

/** Answers that say what somebody wants to do in a later step. */
const wishes: readonly ChoiceId[] = ['remind', 'keepPlace', 'goOn', 'replacing', 'cannotUse'];

/**
 * Hears what belongs to a later question and cannot be kept for it: a wish is put off, and a code that came is to be
 * used, whichever step it comes in.
 *
 * @returns false when the message holds no such thing
 */
export function hearLater({ scope, decision }: Hearing): boolean {
  return decision.others.some(({ question, choice }) => {
    if (choice === 'arrived') {
      scope.talk.insist('missingCodes.useIt');
      return true;
    }
    const step = wishes.includes(choice) ? stepOf(question) : undefined;
    return step !== undefined && sayComesLater(scope, step);
  });
}

/** Says that a step comes later, if it does. @returns true when something was said */
function sayComesLater({ open, talk, speech, language }: Scope, step: StepId): boolean {
  const here = open && stepOf(open.question);
  if (!here || numberOf(step) === undefined || stepIds.indexOf(step) <= stepIds.indexOf(here)) return false;
  talk.insist('talk.laterStep', { name: speech.say(language, `step.name.${step}`) });
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
