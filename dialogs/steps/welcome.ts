import type { WaterfallStepContext } from 'botbuilder-dialogs';
import type { ChoiceOf } from '../../src/understanding/questions.ts';
import { comesBack, roundsOf } from '../progress.ts';
import { ask } from '../question.ts';
import { scopeOf } from '../scope.ts';
import { again, endStep, StepDialog } from '../step-dialog.ts';

/** Step 0: who the bot is, what it cannot do, and whether the account is one it can help with. */
export class WelcomeStep extends StepDialog {
  constructor() {
    super('welcome', [greetAndAskKind, actOnKind, actOnWork]);
  }
}

async function greetAndAskKind(step: WaterfallStepContext) {
  const { talk, progress, settings, greeted } = scopeOf(step);
  talk.step('welcome');
  if (roundsOf(progress, 'welcome', 'notSure') > 0) {
    talk.say('welcome.howToTell');
  } else if (!greeted) {
    talk.say('welcome.greeting', { botName: settings.botName });
    talk.say('welcome.limits');
  }
  return await ask(step, 'welcome');
}

async function actOnKind(step: WaterfallStepContext<object>) {
  const { talk, progress } = scopeOf(step);
  switch (step.result as ChoiceOf<'welcome'>) {
    case 'workOrSchool':
      talk.say('welcome.work');
      return await ask(step, 'welcome.work');
    case 'notSure':
      if (comesBack(progress, 'welcome', 'notSure')) return await again(step);
      talk.insist('welcome.takenAsPersonal');
      return await endStep(step);
    case 'personal':
      return await endStep(step);
  }
}

async function actOnWork(step: WaterfallStepContext) {
  return await endStep(step, (step.result as ChoiceOf<'welcome.work'>) === 'end' ? 'work' : undefined);
}
