import {
  ComponentDialog,
  Dialog,
  type DialogContext,
  type DialogState,
  type DialogTurnResult,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { StepId } from '../src/speech/steps.ts';
import type { QuestionId } from '../src/understanding/questions.ts';
import { remarkNoted } from './interruptions/answers.ts';
import { hearMessage } from './interruptions/hear-message.ts';
import { lightContext } from './light-context.ts';
import { QuestionPrompt } from './question.ts';
import { newTalk, scopeOf } from './scope.ts';
import type { StepResult } from './step-dialog.ts';
import { AlternateMethodsStep } from './steps/alternate-methods.ts';
import { Closed, FinishStep } from './steps/finish.ts';
import { MissingCodesStep } from './steps/missing-codes.ts';
import { RecoveryFormStep } from './steps/recovery-form.ts';
import { SignInHelperStep } from './steps/sign-in-helper.ts';
import { WaitStep } from './steps/wait.ts';
import { WelcomeStep } from './steps/welcome.ts';
import { WalkingWaterfall } from './walking-waterfall.ts';

const stepsId = 'steps';

/**
 * The whole conversation: the steps in their order, and one place where everything that can interrupt them is heard.
 *
 * Begun at every turn, it walks past what is answered to the question that is open (the answers are the truth; no stack
 * is stored). Continued, it hears the message, and goes on from there when the question got its answer.
 */
export class RecoveryDialog extends ComponentDialog {
  constructor() {
    super('recovery');
    this.addDialog(
      new WalkingWaterfall(stepsId, [
        unlessOver('welcome'),
        unlessOver('signInHelper'),
        unlessOver('alternateMethods'),
        unlessOver('missingCodes'),
        unlessOver('wait'),
        unlessOver('recoveryForm'),
        finish,
      ]),
    );
    this.addDialog(new WelcomeStep());
    this.addDialog(new SignInHelperStep());
    this.addDialog(new AlternateMethodsStep());
    this.addDialog(new MissingCodesStep());
    this.addDialog(new WaitStep());
    this.addDialog(new RecoveryFormStep());
    this.addDialog(new FinishStep());
    this.addDialog(new Closed());
    this.addDialog(new QuestionPrompt());
  }

  /** As the SDK's, which would give it a memory. */
  override createChildContext(outerDc: DialogContext): DialogContext {
    const inner: { dialogs?: DialogState } = outerDc.activeDialog?.state ?? {};
    inner.dialogs ??= { dialogStack: [] };
    return lightContext(this.dialogs, outerDc.context, inner.dialogs.dialogStack, outerDc);
  }

  protected override async onBeginDialog(innerDc: DialogContext): Promise<DialogTurnResult> {
    return await innerDc.beginDialog(stepsId);
  }

  protected override async onContinueDialog(innerDc: DialogContext): Promise<DialogTurnResult> {
    const scope = scopeOf(innerDc);
    const heard = await hearMessage(scope, (since) => showOpenQuestion(innerDc, since));
    if (heard === 'dealtWith') return Dialog.EndOfTurn;
    const result = await innerDc.continueDialog();
    remarkNoted(scope);
    return result;
  }
}

/** Begins the step, unless an earlier one has ended the matter; its result is handed on then. */
const unlessOver =
  (id: StepId) =>
  (step: WaterfallStepContext): Promise<DialogTurnResult> =>
    step.result === undefined ? step.beginDialog(id) : step.next(step.result);

const finish = (step: WaterfallStepContext): Promise<DialogTurnResult> =>
  step.beginDialog('finish', { result: step.result as StepResult });

/** Walks to the open question anew, as the answers stand now, and says all that leads to it, its heading first. */
async function showOpenQuestion(innerDc: DialogContext, since?: QuestionId): Promise<void> {
  const scope = scopeOf(innerDc);
  const { talk } = scope;
  const rehearsal = newTalk(scope);
  scope.talk = rehearsal;
  scope.changed = since;
  scope.open = undefined;
  scope.trail = [];
  await innerDc.cancelAllDialogs();
  await innerDc.beginDialog(stepsId);
  scope.talk = talk;
  talk.present(rehearsal, { wholeWay: since !== undefined });
}
