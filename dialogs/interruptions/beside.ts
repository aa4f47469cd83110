import { isRefusal } from '../../src/understanding/intents.ts';
import type { Hearing } from './hearing.ts';
import { beCautious, refuseRequest } from './requests.ts';
import { answerSideQuestion, askWhich } from './side-questions.ts';

/**
 * Says what a message gets beside its answers: a refusal, a word of caution, a side answer, or which one was meant.
 *
 * @returns true when something was said
 */
export function sayBeside(hearing: Hearing): boolean {
  const { decision } = hearing;
  switch (decision.kind) {
    case 'refuse':
      if (!isRefusal(decision.intent)) return false;
      refuseRequest(hearing, decision.intent);
      return true;
    case 'caution':
      beCautious(hearing);
      return true;
    case 'answer':
      return answerSideQuestion(hearing);
    case 'clarify':
      askWhich(hearing);
      return true;
    case 'none':
      return false;
  }
}
