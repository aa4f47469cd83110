import type { TurnContext } from 'botbuilder';
import { tellMoment } from '../src/speech/moment.ts';
import type { Speech } from '../src/speech/speech.ts';
import type { Decision } from '../src/understanding/decision.ts';
import type { ChoiceId, QuestionId } from '../src/understanding/questions.ts';
import type { Understanding } from '../src/understanding/understanding.ts';
import type { Progress } from './progress.ts';
import { type Asked, Talk } from './talk.ts';

/** What the settings let the dialogs know. */
export interface DialogSettings {
  readonly botName: string;
  /** The page owner's own help, offered at the honest end. */
  readonly contactUrl?: string;
  /** How long a question takes to be read, in ms; an unnamed answer that comes sooner is none. 0: off. */
  readonly readingMs: number;
}

/** What came in, for the dialogs to act on. */
export interface Incoming {
  readonly understanding: Understanding;
  /** When it was first received, in ms since 1970. */
  readonly receivedAt: number;
}

/** One turn as the dialogs see it. Lives as long as the turn. */
export interface Scope {
  readonly progress: Progress;
  readonly speech: Speech;
  readonly settings: DialogSettings;
  /** Milliseconds since 1970, the same throughout the turn. */
  readonly now: number;
  readonly language: string;
  /** The person came by a channel that keeps the messages itself. */
  readonly remote: boolean;
  /** A message that the bot sends later, by itself, finds the person. */
  readonly reachable: boolean;
  /** The address of a calendar file for a time (ms since 1970); undefined when the bot does not know its own. */
  readonly calendarFile: (at: number) => string | undefined;
  /** The bot speaks by itself, since a wait is over. */
  readonly reminding: boolean;
  /** Some of what was said before never reached the person. */
  readonly missed: boolean;
  /** Set in a turn that has a message. */
  readonly incoming?: Incoming;
  /** What this turn says. While the place is taken up it is a rehearsal, of which nothing is sent. */
  talk: Talk;
  /** The question at which the waterfall stands; undefined when all is done. */
  open?: Asked | undefined;
  /** The answer that the open question is about to get. */
  taken?: ChoiceId | undefined;
  /** Settled answers in the order in which the waterfall came by them. */
  trail: Asked['question'][];
  /** The questions that got their answers in this turn: what is said of those answers is said once. */
  readonly fresh: Set<QuestionId>;
  /** The question whose answer was changed in this turn: what is said of the way before it is not said again. */
  changed?: QuestionId | undefined;
  /** Named answers of this message to questions that had not come yet. */
  noted: Decision['others'];
  /** True when everything kept about the person is to be deleted. */
  forget: boolean;
  /** True in the turn that has shown the open question with all that leads to it. */
  shown: boolean;
  /** True in the turn that has said who the bot is to someone who spoke first. */
  greeted: boolean;
}

const scopeKey = Symbol('latchkey.scope');

/** Makes the scope known to the dialogs of a turn. */
export function enterScope(context: TurnContext, scope: Scope): void {
  context.turnState.set(scopeKey, scope);
}

/** The scope of the turn that a dialog runs in. */
export function scopeOf({ context }: { readonly context: TurnContext }): Scope {
  return context.turnState.get<Scope>(scopeKey);
}

/** A talk in the language of this turn. */
export const newTalk = (scope: Pick<Scope, 'speech' | 'language'>): Talk =>
  new Talk(scope.speech, scope.language);

/** Tells whether one of `questions` got its answer in this turn: then what lies right behind it is passed for the first time. */
export const isNews = ({ fresh }: Scope, ...questions: readonly QuestionId[]): boolean =>
  questions.some((question) => fresh.has(question));

/** A moment in the person's language and time zone. */
export const tell = (scope: Scope, at: number): string => tellMoment(at, scope.language, scope.progress.zone);
