import type { ChoiceId, QuestionId } from '../understanding/questions.ts';

/** A button in our own terms. */
export interface Button {
  /** What stands on it; typed, it says the same. */
  readonly title: string;
  /** What it answers; a button that only asks something else has none. */
  readonly answer?: { readonly question: QuestionId; readonly choice: ChoiceId };
}

/** A message in our own terms: paragraphs of Markdown (bold and links only), and its buttons. */
export interface OwnMessage {
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly outcome?: string;
}
