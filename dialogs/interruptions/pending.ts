import { isTalk } from '../../src/understanding/intents.ts';
import { pendingIn, restart } from '../progress.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';

/**
 * Hears the answer to a question of the talk itself: whether to start over, whether it is the same account. A named
 * answer to the step's question, or another wish, makes it lapse.
 *
 * @returns undefined when no such question is open, or it has lapsed
 */
export async function hearPending(
  hearing: Hearing,
  besideSaid: boolean,
): Promise<Heard | 'notHeard' | undefined> {
  const { scope, decision, asked } = hearing;
  const { progress, talk } = scope;
  const pending = pendingIn(progress);
  if (!pending) return undefined;
  const choice = asked === pending ? decision.choice?.choice : undefined;
  if (choice === undefined) {
    if (besideSaid) return await askAgain(hearing);
    const namesAnother = decision.others.some(({ question }) => question === scope.open?.question);
    const wantsAnother = isTalk(decision.intent) && decision.intent !== 'startOver';
    if (!namesAnother && !wantsAnother) {
      return decision.intent === 'startOver' ? await askAgain(hearing) : 'notHeard';
    }
    delete progress.pending;
    return undefined;
  }
  delete progress.pending;
  if (choice === 'cancel') {
    talk.insist('talk.kept');
    return await askAgain(hearing);
  }
  // What is known of the account stays when it is the same one; what was tried before is tried anew.
  restart(progress, choice === 'same' ? ['welcome', 'missingCodes.route', 'recoveryForm.twoStep'] : []);
  await hearing.show();
  return 'dealtWith';
}
