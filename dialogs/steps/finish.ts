import { Dialog, type DialogTurnResult, type WaterfallStepContext } from 'botbuilder-dialogs';
import { type ChoiceOf, type QuestionId, questionIds, questions } from '../../src/understanding/questions.ts';
import { answerTo } from '../progress.ts';
import { ask } from '../question.ts';
import { type Scope, scopeOf } from '../scope.ts';
import { StepDialog, type StepResult } from '../step-dialog.ts';
import { toldOf } from '../told.ts';

/** The end: what keeps it from happening again, or honestly what is left; and whether this was helpful. */
export class FinishStep extends StepDialog {
  constructor() {
    super('finish', [close, thank]);
  }
}

async function close(step: WaterfallStepContext<{ result?: StepResult }>) {
  const scope = scopeOf(step);
  const { talk, settings } = scope;
  const { result } = step.options;
  talk.step('finish');
  if (result === 'solved') {
    talk.say('finish.in');
    talk.say('finish.inMore');
  } else if (result === undefined) {
    talk.say('finish.notIn');
    talk.say('finish.left');
    if (settings.contactUrl) talk.say('finish.contact', { contactUrl: settings.contactUrl });
    talk.say('finish.recap', { tried: recapOf(scope) });
  } else {
    talk.say('finish.work');
  }
  return await ask(step, 'finish', questions.finish, undefined, result ?? 'unsolved');
}

async function thank(step: WaterfallStepContext) {
  const { talk } = scopeOf(step);
  talk.insist((step.result as ChoiceOf<'finish'>) === 'helpful' ? 'finish.helpful' : 'finish.notHelpful');
  return await step.beginDialog(closedId);
}

/** The questions whose answers tell what was tried. */
const triedQuestions: readonly QuestionId[] = [
  'signInHelper',
  'alternateMethods',
  'missingCodes.tried',
  'wait.code',
  'recoveryForm.outcome',
  'recoveryForm.reply',
];

const recapOf = (scope: Scope): string =>
  questionIds
    .filter((question) => triedQuestions.includes(question))
    .flatMap((question) => {
      const answer = answerTo(scope.progress, question);
      return answer === undefined ? [] : [toldOf(scope, question, answer)];
    })
    .join('; ');

const closedId = 'closed';

/** Where the waterfall rests when everything has been said. */
export class Closed extends Dialog {
  constructor() {
    super(closedId);
  }

  override async beginDialog(): Promise<DialogTurnResult> {
    return Dialog.EndOfTurn;
  }

  override async continueDialog(): Promise<DialogTurnResult> {
    return Dialog.EndOfTurn;
  }
}
