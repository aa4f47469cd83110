import type { Intent } from './intents.ts';
import type { ChoiceId, QuestionId } from './questions.ts';

/** Kinds of secret that are taken out of a text before anything else sees it (promise P4). */
export type SecretKind = 'code' | 'password' | 'recoveryCode' | 'email' | 'phone' | 'card';

/** An intent and how sure the recogniser is of it, from 0 to 1. */
export interface ScoredIntent {
  readonly intent: Intent;
  readonly score: number;
}

/** What a text would answer to one question. */
export interface GivenAnswer {
  readonly choice: ChoiceId;
  /**
   * True when the text itself says which question it answers ("the helper didn't work", or the full title of a
   * button); false for a bare "no" or "didn't work", which means what the open question makes of it.
   */
  readonly named: boolean;
  /** True when it is so plainly an answer that a doubtful wish or request beside it is none. */
  readonly sure?: boolean;
}

/** All that is made of one text. It holds nothing of the text but its redacted form. */
export interface Understanding {
  /** Likeliest first, never empty. */
  readonly intents: readonly ScoredIntent[];
  /** What the text would answer to every question, whichever is open. */
  readonly answers: Readonly<Partial<Record<QuestionId, GivenAnswer>>>;
  /** The kinds of secret found, each once. */
  readonly secrets: readonly SecretKind[];
  /** The text without its secrets; at most 2,000 characters. */
  readonly redacted: string;
  /** The language the text seems to be in, when it is long and clear enough to tell. */
  readonly language?: string;
  /** True when there are no words at all (empty, or pictures only). */
  readonly empty: boolean;
}

/**
 * Reads a text. Pure and deterministic; never throws, whatever the text.
 *
 * @param text what the person typed, as it came
 * @param language the language of the conversation, whose closed lists are read first
 */
export type Understand = (text: string, language: string) => Understanding;
