import { isStepId, type StepId } from '../src/speech/steps.ts';
import type { QuestionId } from '../src/understanding/questions.ts';

/** The step that a question belongs to; undefined for the talk's own questions. */
export function stepOf(question: QuestionId): StepId | undefined {
  const name = question.split('.')[0] ?? '';
  return isStepId(name) ? name : undefined;
}
