import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { ask } from '../question.ts';
import { scopeOf } from '../scope.ts';
import { endStep, StepDialog } from '../step-dialog.ts';

/** Step 2: any other method that is set up on the account, a printed recovery code included. */
export class AlternateMethodsStep extends StepDialog {
  constructor() {
    super('alternateMethods', [showMethods, actOnResult]);
  }
}

async function showMethods(step: WaterfallStepContext) {
  const { talk } = scopeOf(step);
  talk.step('alternateMethods');
  talk.say('alternateMethods.look');
  talk.say('alternateMethods.pick');
  talk.say('alternateMethods.recoveryCode');
  return await ask(step, 'alternateMethods');
}

async function actOnResult(step: WaterfallStepContext) {
  const { talk } = scopeOf(step);
  if ((step.result as ChoiceOf<'alternateMethods'>) !== 'worked') return await endStep(step);
  talk.insist('alternateMethods.review');
  talk.insist('alternateMethods.add');
  return await endStep(step, 'solved');
}
