import { numberOf, type StepId, stepIds } from '../../src/speech/steps.ts';
import { stepOf } from '../place.ts';
import { pendingIn } from '../progress.ts';
import type { Scope } from '../scope.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';

/** The link that stands for a step in the plain list, for those already reached. */
const linkOf: Partial<Record<StepId, string>> = {
  signInHelper: 'signInArticle',
  alternateMethods: 'recoveryCodeArticle',
  missingCodes: 'codeTroubleArticle',
  recoveryForm: 'recoveryForm',
};

/**
 * Says that a message was not understood: first the buttons, plainly; then other ways to say it; then the plain list of
 * the steps and the page owner's own help. Never passes a question, but for the route, which is taken as text.
 */
export async function sayNotUnderstood(hearing: Hearing): Promise<Heard> {
  const { scope } = hearing;
  const { progress, talk, settings, open } = scope;
  progress.misunderstood += 1;
  if (open?.question === 'missingCodes.route' && !pendingIn(progress) && progress.misunderstood >= 2) {
    progress.misunderstood = 0;
    talk.insist('missingCodes.taken');
    scope.taken = 'text';
    return 'answered';
  }
  if (progress.misunderstood === 1) talk.insist('notUnderstood.buttons');
  else if (progress.misunderstood === 2) talk.insist('notUnderstood.otherWords');
  else {
    talk.insist('notUnderstood.steps', { steps: listOfSteps(scope) });
    if (settings.contactUrl) talk.insist('finish.contact', { contactUrl: settings.contactUrl });
  }
  return await askAgain(hearing);
}

function listOfSteps({ speech, language, open, trail }: Scope): string {
  const reached = [...trail, ...(open ? [open.question] : [])].map(stepOf);
  return stepIds
    .filter((step) => numberOf(step) !== undefined)
    .map((step) => {
      const name = speech.say(language, `step.name.${step}`);
      const link = linkOf[step];
      return link && reached.includes(step) ? `[${name}](${speech.link(link)})` : name;
    })
    .join(', ');
}
