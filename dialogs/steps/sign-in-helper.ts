import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { comesBack, lastRound } from '../progress.ts';
import { ask } from '../question.ts';
import { scopeOf } from '../scope.ts';
import { again, endStep, StepDialog } from '../step-dialog.ts';

/** Step 1: the sign-in page and, when that fails, Microsoft's Sign-in helper. */
export class SignInHelperStep extends StepDialog {
  constructor() {
    super('signInHelper', [showHelper, actOnResult]);
  }
}

async function showHelper(step: WaterfallStepContext) {
  const { talk, progress } = scopeOf(step);
  talk.step('signInHelper');
  switch (lastRound(progress, 'signInHelper')) {
    case 'cannotFind':
      talk.say('signInHelper.where');
      break;
    case 'locked':
      talk.say('signInHelper.locked');
      talk.say('signInHelper.lockedMore');
      break;
    default:
      talk.say('signInHelper.page');
      talk.say('signInHelper.helper');
  }
  return await ask(step, 'signInHelper');
}

async function actOnResult(step: WaterfallStepContext) {
  const { talk, progress, fresh } = scopeOf(step);
  const choice = step.result as ChoiceOf<'signInHelper'>;
  if (choice === 'in') return await endStep(step, 'solved');
  // Told twice, both count as still stuck.
  const toldHow = choice === 'cannotFind' || choice === 'locked';
  if (toldHow && comesBack(progress, 'signInHelper', choice)) return await again(step);
  if (toldHow && fresh.has('signInHelper')) talk.insist('signInHelper.leaveIt');
  return await endStep(step);
}
