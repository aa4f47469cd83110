import type { RefusalIntent } from '../../src/understanding/intents.ts';
import type { Hearing } from './hearing.ts';
import { titlesOf } from './side-questions.ts';

/** Refuses what nobody in support may do, with the reason and the way on (P3). */
export function refuseRequest({ scope }: Hearing, intent: RefusalIntent): void {
  const refusal = scope.speech.answer(scope.language, intent);
  if (refusal) scope.talk.insistText(refusal.text);
}

/** For what may be such a request: says what nobody can do, and offers the likeliest side answers as buttons. */
export function beCautious({ scope, decision }: Hearing): void {
  scope.talk.insist('caution.request');
  scope.talk.offer(titlesOf(scope, decision.alternatives));
}
