import type { ChoiceId, QuestionId } from '../../src/understanding/questions.ts';
import { answerTo, earlyAnswerTo } from '../progress.ts';
import type { Scope } from '../scope.ts';
import { toldOf } from '../told.ts';
import type { Hearing } from './hearing.ts';

/**
 * What can be told before its question comes: what was done and what is so. What somebody wants to do next is an answer
 * only once the question has been asked.
 */
const tellable: Partial<Record<QuestionId, readonly ChoiceId[]>> = {
  welcome: ['personal', 'workOrSchool'],
  signInHelper: ['in', 'stillStuck'],
  alternateMethods: ['worked', 'noneListed', 'noneWork'],
  'missingCodes.route': ['text', 'email', 'app', 'call', 'noLongerMine'],
  'missingCodes.tried': ['allTried'],
  wait: ['haveWaited'],
  'recoveryForm.twoStep': ['twoStepOn', 'twoStepOff', 'twoStepUnknown'],
  'recoveryForm.password': ['knowPassword', 'forgotPassword'],
  'recoveryForm.outcome': ['refused', 'waiting'],
};

/**
 * Looks for answers in the message. Named answers to questions that have not come yet are kept until they come.
 *
 * @returns `answered`: the open question has one; `noted`: only later ones have; `none`
 */
export function hearAnswers(hearing: Hearing): 'answered' | 'noted' | 'none' {
  const { progress, open } = hearing.scope;
  const later = hearing.decision.others.filter(
    ({ question, choice }) =>
      question !== open?.question &&
      answerTo(progress, question) === undefined &&
      tellable[question]?.includes(choice),
  );
  for (const { question, choice } of later) progress.early[question] = choice;
  hearing.scope.noted = later;
  if (choiceForOpen(hearing) !== undefined) return 'answered';
  return later.length > 0 ? 'noted' : 'none';
}

/** Makes the answer ready for the waterfall; when others came with it, each step so passed is named, this one first. */
export function takeAnswer(hearing: Hearing): void {
  const { scope } = hearing;
  const choice = choiceForOpen(hearing);
  if (!scope.open || choice === undefined) return;
  scope.taken = choice;
  if (scope.noted.length > 0) {
    scope.talk.insist('talk.passed', { told: toldOf(scope, scope.open.question, choice) });
  }
}

/** Says what was noted of this message for questions that are still to come. */
export function remarkNoted(scope: Scope): void {
  const waiting = scope.noted.filter(({ question }) => earlyAnswerTo(scope.progress, question) !== undefined);
  if (waiting.length === 0) return;
  const told = waiting.map(({ question, choice }) => toldOf(scope, question, choice)).join('; ');
  scope.talk.remark('talk.noted', { told });
}

/**
 * What the message answers to the open question: the answer found for it, or a named one when another question was asked
 * last. "Hotmail" and its kin, said anywhere, mean a personal account after all.
 */
function choiceForOpen({ scope, decision, asked }: Hearing): ChoiceId | undefined {
  const { open } = scope;
  if (!open) return undefined;
  if (decision.choice && asked === open.question) return decision.choice.choice;
  const named = decision.others.find(({ question }) => question === open.question);
  if (named) return named.choice;
  const isPersonal = decision.others.some(({ choice }) => choice === 'personal');
  return open.question === 'welcome.work' && isPersonal ? 'goOnPersonal' : undefined;
}
