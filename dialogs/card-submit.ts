import { isChoiceOf, isQuestionId } from '../src/understanding/questions.ts';
import type { Understanding } from '../src/understanding/understanding.ts';

/**
 * What a card's `Action.Submit` says: it carries `{question, choice}` and goes through the same mapping as typed words,
 * as an answer that names its question.
 *
 * @returns undefined when `value` names no question and choice that this build knows
 */
export function readSubmit(value: unknown): Understanding | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { question, choice } = value as { readonly question?: unknown; readonly choice?: unknown };
  if (!isQuestionId(question) || !isChoiceOf(question, choice)) return undefined;
  return {
    intents: [{ intent: 'none', score: 1 }],
    answers: { [question]: { choice, named: true } },
    secrets: [],
    redacted: '',
    empty: false,
  };
}
