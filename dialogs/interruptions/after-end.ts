import type { Intent, TalkIntent } from '../../src/understanding/intents.ts';
import { sayBeside } from './beside.ts';
import { correctEarlier, hearCorrectionOffer } from './corrections.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';
import { hearTalk } from './talk-intents.ts';

/** Said after the end, these tell of new trouble. */
const trouble: readonly Intent[] = [
  'cannotSignIn',
  'codeNotArriving',
  'authenticatorApp',
  'newPhone',
  'noAccessToMethod',
  'blocked',
  'locked',
  'hacked',
  'codeRejected',
  'forgotPassword',
];

/** Said after the end, these ask for nothing more. */
const idle: readonly TalkIntent[] = [
  'thanks',
  'greeting',
  'help',
  'repeat',
  'status',
  'skip',
  'waitAMoment',
  'frustrated',
];

/**
 * Hears a message when everything has been said: thanks and side questions are answered, and whatever sounds like new
 * trouble is asked about, since it can be another account's.
 */
export async function hearAfterEnd(hearing: Hearing, talkIntent: TalkIntent | undefined): Promise<Heard> {
  const { scope, decision } = hearing;
  const { talk, progress } = scope;
  const onlySecret = decision.kind === 'none' && hearing.incoming.understanding.secrets.length > 0;
  if (talkIntent && !idle.includes(talkIntent) && talkIntent !== 'correctAnswer') {
    return await hearTalk(hearing, talkIntent);
  }
  if (onlySecret || (talkIntent && idle.includes(talkIntent))) {
    if (talkIntent === 'thanks') talk.insist('talk.thanks');
    talk.insist('finish.closed');
    return 'dealtWith';
  }
  if (decision.kind === 'refuse' || !trouble.includes(decision.intent)) {
    const said = sayBeside(hearing);
    const corrected = (await hearCorrectionOffer(hearing)) ?? (await correctEarlier(hearing, said));
    if (corrected) return corrected;
    if (said) return 'dealtWith';
  }
  talk.insist('talk.newTrouble');
  progress.pending = 'sameAccount';
  return await askAgain(hearing);
}
