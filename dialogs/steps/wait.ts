import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { answerTo, dayMs, settle, unpark } from '../progress.ts';
import { ask } from '../question.ts';
import { isNews, scopeOf, tell } from '../scope.ts';
import { again, endStep, StepDialog } from '../step-dialog.ts';

/** Step 4: why codes may be held back, and how long to leave them alone. */
export class WaitStep extends StepDialog {
  constructor() {
    super('wait', [passOrExplain, actOnWait, actOnCode]);
  }
}

async function passOrExplain(step: WaterfallStepContext) {
  const scope = scopeOf(step);
  const { talk, progress, now } = scope;
  const route = answerTo(progress, 'missingCodes.route');
  if (route === 'noLongerMine' || route === 'app') {
    const passesNow = isNews(scope, 'alternateMethods', 'missingCodes.route', 'missingCodes.tried');
    if (passesNow) talk.insist(route === 'app' ? 'wait.notForApp' : 'wait.notForMissing');
    return await endStep(step);
  }
  talk.step('wait');
  const parked = progress.parked?.question === 'wait' ? progress.parked : undefined;
  if (parked && now < parked.until) {
    const until = tell(scope, parked.until);
    const key = parked.since === now ? 'wait.kept' : 'wait.early';
    return await ask(step, 'wait', ['haveWaited', 'goOn'], { key, parameters: { until } });
  }
  if (parked) settle(progress, 'wait', 'haveWaited');
  talk.say('wait.why');
  talk.say('wait.how', { until: tell(scope, now + dayMs) });
  talk.say('wait.otherNetwork');
  return await ask(step, 'wait', ['keepPlace', 'haveWaited', 'goOn']);
}

async function actOnWait(step: WaterfallStepContext) {
  const { talk, progress, now } = scopeOf(step);
  const { parked } = progress;
  switch (step.result as ChoiceOf<'wait'>) {
    case 'remind':
    case 'keepPlace':
      if (step.result === 'remind') talk.insist('wait.noReminder');
      progress.parked ??= { since: now, until: now + dayMs, question: 'wait' };
      delete progress.answers['wait'];
      return await again(step);
    case 'haveWaited':
      if (parked?.question === 'wait' && now >= parked.until) talk.say('wait.over');
      return await ask(step, 'wait.code');
    case 'goOn':
      unpark(progress, 'wait');
      return await endStep(step);
  }
}

async function actOnCode(step: WaterfallStepContext) {
  const { talk, progress } = scopeOf(step);
  unpark(progress, 'wait');
  if ((step.result as ChoiceOf<'wait.code'>) !== 'arrived') return await endStep(step);
  talk.insist('missingCodes.useIt');
  return await endStep(step, 'solved');
}
