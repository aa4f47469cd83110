import type { ChoiceId } from '../../src/understanding/questions.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';

const wishes: readonly ChoiceId[] = ['remind', 'keepPlace'];

/**
 * Hears "remind me" and its kin from someone who waits for the form's reply or the 30 days: that wait has no such choice,
 * since the bot comes back anyway. Nothing changes; it says what it will do.
 *
 * @returns undefined when the message says nothing of the kind
 */
export async function hearWishToWait(hearing: Hearing): Promise<Heard | undefined> {
  const { decision, scope } = hearing;
  const { open, progress, talk, reachable } = scope;
  const isWaiting =
    open?.question === 'recoveryForm.reply' && progress.parked !== undefined && !progress.parked.over;
  if (!isWaiting || decision.choice) return undefined;
  if (!decision.others.some(({ question, choice }) => question === 'wait' && wishes.includes(choice))) {
    return undefined;
  }
  talk.insist(reachable ? 'recoveryForm.willWrite' : 'wait.noReminder');
  return await askAgain(hearing);
}
