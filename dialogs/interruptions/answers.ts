import { type ChoiceId, type QuestionId, questionIds } from '../../src/understanding/questions.ts';
import { answerTo, earlyAnswerTo } from '../progress.ts';
import type { Scope } from '../scope.ts';
import { toldOf } from '../told.ts';
import type { Hearing } from './hearing.ts';

type Told = Scope['noted'][number];

/**
 * What can be told before its question comes: what was done and what is so. What somebody wants to do next is an answer
 * only once the question has been asked.
 */
const tellable: Partial<Record<QuestionId, readonly ChoiceId[]>> = {
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
  const later = hearing.decision.others.filter((told) => isTellable(hearing.scope, told));
  keepForLater(hearing.scope, later);
  if (choiceForOpen(hearing) !== undefined) return 'answered';
  return later.length > 0 ? 'noted' : 'none';
}

/**
 * Keeps what a correction says of a question that has not come yet ("no, I meant by e-mail", before it was asked).
 *
 * @returns false when it says nothing of the kind, or of more than one question
 */
export function noteMeant({ scope, incoming }: Hearing): boolean {
  const meant = questionIds.flatMap((question) => {
    const given = incoming.understanding.answers[question];
    // A bare yes or no answers nearly every question, but never the route: what answers that one means it.
    if (!given || !(given.named || question === 'missingCodes.route')) return [];
    const told = { question, choice: given.choice };
    return isTellable(scope, told) ? [told] : [];
  });
  if (meant.length !== 1) return false;
  keepForLater(scope, meant);
  remarkNoted(scope);
  return true;
}

function isTellable({ progress, open }: Scope, { question, choice }: Told): boolean {
  const isToCome = open && questionIds.indexOf(question) > questionIds.indexOf(open.question);
  return (
    isToCome === true &&
    answerTo(progress, question) === undefined &&
    tellable[question]?.includes(choice) === true
  );
}

function keepForLater(scope: Scope, told: readonly Told[]): void {
  for (const { question, choice } of told) scope.progress.early[question] = choice;
  scope.noted = told;
}

/**
 * Makes the answer ready for the waterfall. When others came with it, or it came before anything was asked, each step so
 * passed is named, this one first.
 */
export function takeAnswer(hearing: Hearing): void {
  const { scope } = hearing;
  const choice = choiceForOpen(hearing);
  if (!scope.open || choice === undefined) return;
  scope.taken = choice;
  if (scope.noted.length > 0 || scope.greeted) {
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
