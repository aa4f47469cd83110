import {
  ComponentDialog,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStep,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { StepId } from '../src/speech/steps.ts';
import { QuestionPrompt } from './question.ts';

const waterfallId = 'waterfall';

/** How a step ended: the person is in, it was an account from work or school, or the next step is due. */
export type StepResult = 'solved' | 'work' | undefined;

/** One step of the recovery: a waterfall whose methods say, ask, and act on the answer. */
export abstract class StepDialog extends ComponentDialog {
  constructor(step: StepId, waterfall: WaterfallStep[]) {
    super(step);
    this.addDialog(new QuestionPrompt());
    this.addDialog(new WaterfallDialog(waterfallId, waterfall));
    this.initialDialogId = waterfallId;
  }
}

/** Begins the waterfall of the step anew, since an answer brought its own question back. */
export const again = (step: WaterfallStepContext): Promise<DialogTurnResult> =>
  step.replaceDialog(waterfallId);

/** Ends the step. */
export const endStep = (step: WaterfallStepContext, result?: StepResult): Promise<DialogTurnResult> =>
  step.endDialog(result);
