import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { answerTo, dayMs, type Parked, park, settle, toMinute, unpark } from '../progress.ts';
import { ask } from '../question.ts';
import { offerCalendar } from '../reminder.ts';
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
  if (parked && now < parked.until) return await askWaiting(step, parked);
  if (parked) settle(progress, 'wait', 'haveWaited');
  talk.say('wait.why');
  talk.say('wait.how', { until: tell(scope, toMinute(now + dayMs)) });
  talk.say('wait.otherNetwork');
  return await ask(step, 'wait', [scope.reachable ? 'remind' : 'keepPlace', 'haveWaited', 'goOn']);
}

/** Says until when the person waits, and offers to go on at once. */
async function askWaiting(step: WaterfallStepContext, { since, until }: Parked) {
  const scope = scopeOf(step);
  const choices = ['haveWaited', 'goOn'] as const;
  if (since !== scope.now) {
    return await ask(step, 'wait', choices, {
      key: 'wait.early',
      parameters: { until: tell(scope, until) },
    });
  }
  scope.talk.say('wait.kept', { until: tell(scope, until) });
  offerCalendar(scope, until);
  return await ask(step, 'wait', choices, { key: scope.reachable ? 'wait.willWrite' : 'wait.comeBack' });
}

async function actOnWait(step: WaterfallStepContext) {
  const { talk, progress, now, reachable, reminding } = scopeOf(step);
  const { parked } = progress;
  switch (step.result as ChoiceOf<'wait'>) {
    case 'remind':
    case 'keepPlace':
      if (step.result === 'remind' && !reachable) talk.insist('wait.noReminder');
      park(progress, 'wait', now, now + dayMs);
      delete progress.answers['wait'];
      return await again(step);
    case 'haveWaited':
      if (parked?.question === 'wait' && now >= parked.until) {
        talk.say(reminding ? 'wait.reminded' : 'wait.over');
      }
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
