import type { DialogTurnResult, WaterfallStep, WaterfallStepContext } from 'botbuilder-dialogs';
import type { StepId } from '../src/speech/steps.ts';
import { WalkingWaterfall } from './walking-waterfall.ts';

/** How a step ended: the person is in, it was an account from work or school, or the next step is due. */
export type StepResult = 'solved' | 'work' | undefined;

/**
 * One step of the recovery: a waterfall whose methods say, ask, and act on the answer.
 *
 * It stands on the stack of the recovery dialog itself, which has the one prompt: a component of its own for every step
 * that is passed on the way to the open question would cost a third of a turn.
 */
export abstract class StepDialog extends WalkingWaterfall {
  constructor(step: StepId, waterfall: WaterfallStep[]) {
    super(step, waterfall);
  }
}

/** Begins the waterfall of the step anew, since an answer brought its own question back. */
export const again = (step: WaterfallStepContext): Promise<DialogTurnResult> =>
  step.replaceDialog(step.activeDialog?.id ?? '');

/** Ends the step. */
export const endStep = (step: WaterfallStepContext, result?: StepResult): Promise<DialogTurnResult> =>
  step.endDialog(result);
