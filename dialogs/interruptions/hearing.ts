import type { Decision } from '../../src/understanding/decision.ts';
import { isTalk } from '../../src/understanding/intents.ts';
import type { QuestionId } from '../../src/understanding/questions.ts';
import { pendingIn } from '../progress.ts';
import type { Incoming, Scope } from '../scope.ts';

/** What hearing a message came to: the open question has its answer, or all is said and the question stands. */
export type Heard = 'answered' | 'dealtWith';

/** A message being heard. */
export interface Hearing {
  readonly scope: Scope;
  readonly incoming: Incoming;
  readonly decision: Decision;
  /** The question that an unnamed answer answers; undefined when what is open is not what was asked last. */
  readonly asked: QuestionId | undefined;
  /** The conversation had been stopped before this message. */
  readonly wasStopped: boolean;
  /**
   * Walks to the open question anew and says all that leads to it.
   *
   * @param since what must be heard of the way after this question is said as well: it was changed
   */
  readonly show: (since?: QuestionId) => Promise<void>;
}

/** Lets the open question stand again, with its buttons; in full when it has not been seen as it is now. */
export async function askAgain(hearing: Hearing): Promise<Heard> {
  const { scope, asked, show } = hearing;
  const { open, progress, talk, missed } = scope;
  const pending = pendingIn(progress);
  if (pending) talk.ask(pendingQuestion(pending));
  else if (open && (asked === undefined || missed || isReturn(hearing))) await show();
  else if (open) talk.ask(open);
  return 'dealtWith';
}

/** After so long, in ms, a question alone no longer tells where one was. */
const awayMs = 60 * 60_000;

/**
 * Tells whether the person comes back to the question: after a stop, a wait outside, or a long silence. When the turn says
 * something longer already, the question alone has to do: a turn is at most three messages.
 */
function isReturn({ scope: { open, progress }, incoming, decision, wasStopped }: Hearing): boolean {
  if (progress.parked && progress.parked.question === open?.question) return true;
  const readableAt = progress.open?.at ?? incoming.receivedAt;
  const wasAway = wasStopped || incoming.receivedAt - readableAt >= awayMs;
  const isShort = decision.kind === 'none' || isTalk(decision.intent);
  return wasAway && isShort && incoming.understanding.secrets.length === 0;
}

/** A question of the talk itself, as it is asked. */
const pendingQuestion = (pending: 'startOver' | 'sameAccount') =>
  pending === 'startOver'
    ? ({ question: 'startOver', choices: ['confirm', 'cancel'] } as const)
    : ({ question: 'sameAccount', choices: ['same', 'other'] } as const);
