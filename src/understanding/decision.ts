import type { Intent } from './intents.ts';
import type { ChoiceId, QuestionId } from './questions.ts';
import type { GivenAnswer, Understanding } from './understanding.ts';

/**
 * What to do with a message beside taking its answers:
 * `refuse` (surely a request that nobody in support may fulfil), `caution` (perhaps one: says what nobody here can do
 * and offers the likeliest side answers), `answer` (one side answer, or what a talk intent asks for), `clarify` (the
 * likeliest side answers as buttons), `none` (nothing beside the answers, or not understood).
 */
export type DecisionKind = 'refuse' | 'caution' | 'answer' | 'clarify' | 'none';

/** What a message leads to, given the question that is open. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly intent: Intent;
  readonly score: number;
  /** The answer to the open question, when the text gives one. */
  readonly choice?: GivenAnswer;
  /** Named answers to other questions than the open one, in the order of the conversation. */
  readonly others: readonly { readonly question: QuestionId; readonly choice: ChoiceId }[];
  /** The next likeliest intents, best first, at most three. */
  readonly alternatives: readonly Intent[];
}

/** Decides about a text that has been understood. Pure; asked anew in each attempt of a turn. */
export type Decide = (understanding: Understanding, open: QuestionId | undefined) => Decision;
