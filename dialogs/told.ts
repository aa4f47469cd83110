import type { ChoiceId, QuestionId } from '../src/understanding/questions.ts';
import type { Scope } from './scope.ts';

/** The line that tells back what was answered to a question. */
export const toldOf = (
  { speech, language }: Pick<Scope, 'speech' | 'language'>,
  question: QuestionId,
  choice: ChoiceId,
): string => speech.say(language, `told.${question}.${choice}`);
