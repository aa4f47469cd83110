import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { answerTo, comesBack, roundsOf } from '../progress.ts';
import { ask } from '../question.ts';
import { isNews, scopeOf } from '../scope.ts';
import { again, endStep, StepDialog } from '../step-dialog.ts';

type Route = Exclude<ChoiceOf<'missingCodes.route'>, 'noLongerMine'>;

/** The checks for each route, at most three at a time; two of them concern every route. */
const checks: Record<Route, readonly (readonly string[])[]> = {
  text: [
    ['text.yours', 'repeats', 'text.blocked'],
    ['text.full', 'text.app', 'voip'],
  ],
  email: [
    ['email.yours', 'repeats', 'email.junk'],
    ['email.window', 'email.body'],
  ],
  app: [
    ['app.yours', 'app.offline', 'app.approvals'],
    ['repeats', 'app.time'],
  ],
  call: [
    ['call.yours', 'repeats', 'voip'],
    ['call.blocked', 'call.offered'],
  ],
};

/** Step 3: why codes go missing, by the way they should come. */
export class MissingCodesStep extends StepDialog {
  constructor() {
    super('missingCodes', [askRoute, showChecks, actOnResult]);
  }
}

async function askRoute(step: WaterfallStepContext) {
  const { talk } = scopeOf(step);
  talk.step('missingCodes');
  talk.say('missingCodes.first');
  talk.say('missingCodes.article');
  return await ask(step, 'missingCodes.route');
}

async function showChecks(step: WaterfallStepContext) {
  const scope = scopeOf(step);
  const { talk, progress } = scope;
  const route = step.result as ChoiceOf<'missingCodes.route'>;
  if (route === 'noLongerMine') {
    if (isNews(scope, 'alternateMethods', 'missingCodes.route')) talk.insist('missingCodes.noLongerMine');
    return await endStep(step);
  }
  const page = roundsOf(progress, 'missingCodes.tried', 'nextChecks');
  for (const check of checks[route][page] ?? []) talk.say(`missingCodes.${check}`);
  return await ask(
    step,
    'missingCodes.tried',
    pagesAfter(route, page) > 0 ? undefined : ['arrived', 'allTried'],
  );
}

async function actOnResult(step: WaterfallStepContext) {
  const { talk, progress } = scopeOf(step);
  const choice = step.result as ChoiceOf<'missingCodes.tried'>;
  if (choice === 'arrived') {
    talk.insist('missingCodes.useIt');
    return await endStep(step, 'solved');
  }
  const route = answerTo(progress, 'missingCodes.route') as Route;
  // With no checks left, asking for the next ones says that all were tried.
  const more =
    choice === 'nextChecks' && comesBack(progress, 'missingCodes.tried', choice, pagesAfter(route, 0));
  return more ? await again(step) : await endStep(step);
}

const pagesAfter = (route: Route, page: number): number => checks[route].length - 1 - page;
