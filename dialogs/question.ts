import {
  Dialog,
  type DialogContext,
  type DialogTurnResult,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { type ChoiceId, type ChoiceOf, type QuestionId, questions } from '../src/understanding/questions.ts';
import { answerTo, earlyAnswerTo, settle } from './progress.ts';
import { scopeOf } from './scope.ts';
import type { Asked, Outcome } from './talk.ts';
import { toldOf } from './told.ts';

const questionDialogId = 'question';

/**
 * Our prompt: asks a question by buttons and waits. It takes the answer that the recovery dialog has found in the
 * message, so that nothing but a real answer ever passes it. (The SDK's `ChoicePrompt` shows a numbered list instead of
 * buttons as soon as a title is over 20 characters, and has its own idea of what an answer is.)
 */
export class QuestionPrompt extends Dialog<Asked> {
  constructor() {
    super(questionDialogId);
  }

  override async beginDialog(dc: DialogContext, asked: Asked): Promise<DialogTurnResult> {
    const scope = scopeOf(dc);
    scope.open = asked;
    scope.shown = true;
    scope.talk.ask(asked);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const scope = scopeOf(dc);
    const { open, taken } = scope;
    if (!open || taken === undefined) return Dialog.EndOfTurn;
    settle(scope.progress, open.question, taken);
    scope.fresh.add(open.question);
    scope.open = undefined;
    scope.taken = undefined;
    return await dc.endDialog(taken);
  }
}

/**
 * Asks `question`, or goes on at once when it has been answered: a settled answer silently, one that was told early with
 * a line that names it.
 *
 * @param choices the choices offered, when not all of them
 * @param words the message that asks, when it is not the question's own words
 * @param outcome what came of it all, when the question is the last one
 */
export async function ask<Q extends QuestionId>(
  step: WaterfallStepContext,
  question: Q,
  choices: readonly ChoiceOf<Q>[] = questions[question],
  words?: Asked['words'],
  outcome?: Outcome,
): Promise<DialogTurnResult> {
  const scope = scopeOf(step);
  const { progress, talk, trail } = scope;
  const settled = answerTo(progress, question);
  const early = earlyAnswerTo(progress, question);
  const answer = settled ?? early;
  if (answer === undefined || !(choices as readonly ChoiceId[]).includes(answer)) {
    return await step.beginDialog(questionDialogId, {
      question,
      choices,
      ...(words && { words }),
      ...(outcome && { outcome }),
    } satisfies Asked);
  }
  talk.passOver();
  trail.push(question);
  if (question === scope.changed) talk.beginAnew();
  if (settled === undefined) {
    settle(progress, question, answer);
    scope.fresh.add(question);
    talk.insist('talk.passed', { told: toldOf(scope, question, answer) });
  }
  return await step.next(answer);
}
