import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import {
  answerTo,
  comesBack,
  dayMs,
  earlyAnswerTo,
  type Progress,
  park,
  roundsOf,
  unpark,
} from '../progress.ts';
import { ask } from '../question.ts';
import { offerCalendar } from '../reminder.ts';
import { type Scope, scopeOf, tell } from '../scope.ts';
import { again, endStep, StepDialog } from '../step-dialog.ts';
import type { Asked } from '../talk.ts';
import { toldOf } from '../told.ts';

/** Step 5: replacing security info for those who know the password, and the recovery form for everyone. */
export class RecoveryFormStep extends StepDialog {
  constructor() {
    super('recoveryForm', [askTwoStep, askPassword, showWays, askReply, actOnReply]);
  }
}

async function askTwoStep(step: WaterfallStepContext) {
  const { talk } = scopeOf(step);
  talk.step('recoveryForm');
  talk.say('recoveryForm.two');
  return await ask(step, 'recoveryForm.twoStep');
}

async function askPassword(step: WaterfallStepContext) {
  const { talk, fresh } = scopeOf(step);
  const isUnknown = (step.result as ChoiceOf<'recoveryForm.twoStep'>) === 'twoStepUnknown';
  if (isUnknown && fresh.has('recoveryForm.twoStep')) {
    talk.insist('recoveryForm.howToTell');
  }
  return await ask(step, 'recoveryForm.password');
}

async function showWays(step: WaterfallStepContext) {
  const scope = scopeOf(step);
  const { talk, progress } = scope;
  const canReplace = knowsPassword(progress) && !hasReplaced(progress);
  if (canReplace) hearOfFormOnly(scope);
  // Who does not know about two-step is warned as if it were on: with it on, replacing shuts the person out for 30 days.
  const warned = answerTo(progress, 'recoveryForm.twoStep') !== 'twoStepOff';
  if (hasReplaced(progress)) talk.say('recoveryForm.formStillOpen');
  else if (canReplace) talk.say(warned ? 'recoveryForm.replaceOn' : 'recoveryForm.replaceOff');
  else talk.say(warned ? 'recoveryForm.forgottenOn' : 'recoveryForm.forgottenOff');
  talk.say('recoveryForm.form');
  talk.say('recoveryForm.reply');
  const choices = ['in', 'refused', 'waiting', 'replacing', 'cannotUse'] as const;
  return await ask(
    step,
    'recoveryForm.outcome',
    choices.filter((choice) => canReplace || choice !== 'replacing' || isReplacing(progress)),
  );
}

/**
 * What came of the form, told before this step, is no end for someone who has not heard yet that replacing the security
 * info is open to them too (P7): it is named, and asked once more.
 */
function hearOfFormOnly(scope: Scope): void {
  const told = earlyAnswerTo(scope.progress, 'recoveryForm.outcome');
  if (told === undefined) return;
  delete scope.progress.early['recoveryForm.outcome'];
  scope.talk.insist('talk.passed', { told: toldOf(scope, 'recoveryForm.outcome', told) });
}

async function askReply(step: WaterfallStepContext) {
  const scope = scopeOf(step);
  const { progress, now } = scope;
  const outcome = step.result as ChoiceOf<'recoveryForm.outcome'>;
  if (outcome === 'in') return await endStep(step, 'solved');
  if (outcome === 'refused' || outcome === 'cannotUse') return await endStep(step);
  park(progress, 'recoveryForm.reply', now, now + (outcome === 'waiting' ? dayMs : 30 * dayMs));
  return await ask(
    step,
    'recoveryForm.reply',
    ['in', 'refused', 'stillWaiting'],
    wordsOfReply(scope, outcome),
  );
}

/** Says until when the person waits; gives the words that ask what has come of it. */
function wordsOfReply(scope: Scope, outcome: 'waiting' | 'replacing'): Asked['words'] {
  const { talk, progress, now, reachable, reminding } = scope;
  const { since = now, until = now } = progress.parked ?? {};
  if (now >= until) return { key: reminding ? 'recoveryForm.reminded' : 'recoveryForm.over' };
  const parameters = { until: tell(scope, until) };
  if (since !== now) return { key: 'recoveryForm.early', parameters };
  talk.say(`recoveryForm.${outcome}`, parameters);
  offerCalendar(scope, until);
  return { key: reachable ? 'recoveryForm.willWrite' : 'recoveryForm.comeBack' };
}

async function actOnReply(step: WaterfallStepContext) {
  const { progress, now } = scopeOf(step);
  switch (step.result as ChoiceOf<'recoveryForm.reply'>) {
    case 'in':
      unpark(progress, 'recoveryForm.reply');
      return await endStep(step, 'solved');
    case 'stillWaiting':
      return await waitOn(step, progress, now);
    case 'refused':
      if (!isReplacing(progress) || !comesBack(progress, 'recoveryForm.outcome', 'replacing')) {
        unpark(progress, 'recoveryForm.reply');
        return await endStep(step);
      }
      // The 30 days came to nothing; the form has not been tried yet.
      delete progress.answers['recoveryForm.reply'];
      unpark(progress, 'recoveryForm.reply');
      return await again(step);
  }
}

/** Sets a new date for the form's reply, twice; the third time no reply counts as a refusal. The 30 days have their own end. */
async function waitOn(step: WaterfallStepContext, progress: Progress, now: number) {
  const isForm = !isReplacing(progress);
  if (!comesBack(progress, 'recoveryForm.reply', 'stillWaiting', isForm ? 2 : Number.POSITIVE_INFINITY)) {
    unpark(progress, 'recoveryForm.reply');
    return await endStep(step);
  }
  const end = progress.parked?.until ?? now;
  unpark(progress, 'recoveryForm.reply');
  park(progress, 'recoveryForm.reply', now, isForm || end <= now ? now + dayMs : end);
  return await again(step);
}

const knowsPassword = (progress: Progress): boolean =>
  answerTo(progress, 'recoveryForm.password') === 'knowPassword';
const isReplacing = (progress: Progress): boolean =>
  answerTo(progress, 'recoveryForm.outcome') === 'replacing';
/** Replacing was tried and refused. */
const hasReplaced = (progress: Progress): boolean =>
  roundsOf(progress, 'recoveryForm.outcome', 'replacing') > 0;
