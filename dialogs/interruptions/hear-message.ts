import { decide } from '../../src/understanding/decide.ts';
import type { Decision } from '../../src/understanding/decision.ts';
import { isTalk } from '../../src/understanding/intents.ts';
import { isQuestionId, type QuestionId } from '../../src/understanding/questions.ts';
import { pendingIn } from '../progress.ts';
import type { Scope } from '../scope.ts';
import { hearAfterEnd } from './after-end.ts';
import { hearAnswers, remarkNoted, takeAnswer } from './answers.ts';
import { sayBeside } from './beside.ts';
import { correctEarlier, hearCorrectionOffer } from './corrections.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';
import { sayNotUnderstood } from './not-understood.ts';
import { hearPending } from './pending.ts';
import { comesTooSoon } from './reading-guard.ts';
import { warnAboutSecrets } from './secrets.ts';
import { hearLater } from './side-questions.ts';
import { hearTalk, outweighsAnswer } from './talk-intents.ts';
import { hearWishToWait } from './wish-to-wait.ts';

/**
 * Hears a message: what interrupts is dealt with and the open question stands again; an answer is made ready for the
 * waterfall to go on with.
 *
 * @param show walks to the open question anew and says all that leads to it, and what must be heard after `since`
 * @returns `answered` when the open question has its answer in `scope.taken`
 */
export async function hearMessage(scope: Scope, show: Hearing['show']): Promise<Heard> {
  const { incoming, progress } = scope;
  if (!incoming) return 'dealtWith';
  const asked = questionAsked(scope);
  const decision = decide(incoming.understanding, asked);
  const wasStopped = progress.stopped === true;
  const hearing: Hearing = { scope, show, incoming, decision, asked, wasStopped };
  const warned = warnAboutSecrets(hearing);
  if (incoming.understanding.empty) {
    scope.talk.insist('talk.onlyWords');
    return await askAgain(hearing);
  }
  const heard = await hearDecision(hearing);
  if (heard === 'notHeard') {
    if (incoming.understanding.secrets.length === 0) return await sayNotUnderstood(hearing);
    // Nothing but a secret, which has been spoken of: that is no misunderstanding.
    if (!warned) scope.talk.insist('talk.readFirst');
    return await askAgain(hearing);
  }
  progress.misunderstood = 0;
  return heard;
}

/**
 * The question that an unnamed answer answers: the one that was asked last, if it is the one now open. After a release
 * that moved the questions, or when a wait is over, they differ.
 */
function questionAsked({ progress, open }: Scope): QuestionId | undefined {
  const standing = pendingIn(progress) ?? open?.question;
  return isQuestionId(standing) && standing === progress.open?.question ? standing : undefined;
}

/** What can be heard in a message, in the order in which it counts. */
async function hearDecision(hearing: Hearing): Promise<Heard | 'notHeard'> {
  const { scope, decision, wasStopped } = hearing;
  const talkIntent = decision.kind === 'answer' && isTalk(decision.intent) ? decision.intent : undefined;
  if (talkIntent === 'forgetMe') return await hearTalk(hearing, talkIntent);
  if (wasStopped && isFarewell(decision)) {
    scope.talk.insist('talk.thanks');
    return 'dealtWith';
  }
  delete scope.progress.stopped;
  const besideSaid =
    (scope.open !== undefined || pendingIn(scope.progress) !== undefined) && sayBeside(hearing);
  const pending = await hearPending(hearing, besideSaid);
  if (pending) return pending;
  if (!scope.open) return await hearAfterEnd(hearing, talkIntent);
  const dealtWith =
    (await hearCorrectionOffer(hearing)) ??
    (await hearWishToWait(hearing)) ??
    (await correctEarlier(hearing, besideSaid));
  if (dealtWith) return dealtWith;
  if (talkIntent && outweighsAnswer(talkIntent, decision.choice)) return await hearTalk(hearing, talkIntent);
  if (comesTooSoon(hearing)) {
    scope.talk.insist('talk.readFirst');
    return await askAgain(hearing);
  }
  const answers = hearAnswers(hearing);
  if (answers === 'answered') {
    takeAnswer(hearing);
    return 'answered';
  }
  if (answers === 'noted') remarkNoted(scope);
  if (talkIntent) return await hearTalk(hearing, talkIntent);
  if ((wasStopped && !besideSaid) || hearing.asked === undefined) {
    await hearing.show();
    return 'dealtWith';
  }
  if (besideSaid || answers === 'noted' || hearLater(hearing)) return await askAgain(hearing);
  return 'notHeard';
}

const isFarewell = ({ intent }: Decision): boolean => intent === 'thanks' || intent === 'stop';
