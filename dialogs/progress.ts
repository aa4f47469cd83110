import { type ChoiceId, isChoiceOf, type QuestionId } from '../src/understanding/questions.ts';

/**
 * All that a person's place is made of: it is the truth, and there is no stored dialog stack beside it.
 *
 * It is stored as it stands and read by every later build. What this build does not know in it (a question, a choice, a
 * whole field) is carried along untouched, so that an older build does no harm to what a newer one wrote.
 */
export interface Progress {
  language?: string;
  /** The time zone that an activity named last. */
  zone?: string;
  /** Settled answers, by question. */
  answers: Record<string, string>;
  /** Named answers to questions that have not come yet. */
  early: Record<string, string>;
  /** How often an answer brought its own question back, by question and choice, and which one did so last. */
  rounds: Record<string, { times: Record<string, number>; last: string }>;
  /** The question that was asked last. */
  open?: OpenQuestion;
  /** A question of the talk itself that waits for its answer before the step's own. */
  pending?: 'startOver' | 'sameAccount';
  /** Another answer to an earlier question, offered as a correction. */
  correction?: { question: string; choice: string };
  /** Set while the person waits for something outside, and until the question at its end has its answer. */
  parked?: Parked;
  stopped?: boolean;
  /** How often in a row a message was not understood. */
  misunderstood: number;
  /** Kinds of secret the person has been told about. */
  toldSecrets: string[];
}

export interface Parked {
  /** In ms since 1970. */
  since: number;
  /** In ms since 1970; a whole minute, since that is how it is told. */
  until: number;
  /** The question at which the person waits. */
  question: string;
  /** The bot has spoken to the person since the time was over. */
  over?: true;
}

export interface OpenQuestion {
  question: string;
  /** When it could first be read, in ms since 1970; absent in the turn that asks it, filled from its commit in the next. */
  at?: number;
}

/** A person who has just come. */
const newProgress = (): Progress => ({
  answers: {},
  early: {},
  rounds: {},
  misunderstood: 0,
  toldSecrets: [],
});

/** Fills in what an older build did not store; keeps what a newer one did. */
export function readProgress(stored: Partial<Progress>): Progress {
  return { ...newProgress(), ...stored };
}

/** The question of the talk itself that waits for its answer, if this build knows it. */
export const pendingIn = ({ pending }: Progress): Progress['pending'] =>
  pending === 'startOver' || pending === 'sameAccount' ? pending : undefined;

/** The settled answer to a question, if this build knows it. */
export const answerTo = (progress: Progress, question: QuestionId): ChoiceId | undefined =>
  known(question, progress.answers[question]);

/** The answer that was told before the question came, if this build knows it. */
export const earlyAnswerTo = (progress: Progress, question: QuestionId): ChoiceId | undefined =>
  known(question, progress.early[question]);

const known = (question: QuestionId, choice: string | undefined): ChoiceId | undefined =>
  isChoiceOf(question, choice) ? choice : undefined;

/** Settles the answer to a question. */
export function settle(progress: Progress, question: QuestionId, choice: ChoiceId): void {
  progress.answers[question] = choice;
  delete progress.early[question];
}

/**
 * Notes that an answer brings its own question back, and unsettles it.
 *
 * @returns false when that happened `atMost` times already: then the cautious branch is taken, so that nothing loops
 */
export function comesBack(progress: Progress, question: QuestionId, choice: ChoiceId, atMost = 1): boolean {
  const times = roundsOf(progress, question, choice);
  if (times >= atMost) return false;
  const before = progress.rounds[question]?.times;
  progress.rounds[question] = { times: { ...before, [choice]: times + 1 }, last: choice };
  delete progress.answers[question];
  return true;
}

/** How often `choice` brought `question` back. */
export const roundsOf = (progress: Progress, question: QuestionId, choice: ChoiceId): number =>
  progress.rounds[question]?.times[choice] ?? 0;

/** The answer that brought `question` back last. */
export const lastRound = (progress: Progress, question: QuestionId): ChoiceId | undefined =>
  known(question, progress.rounds[question]?.last);

/** What hangs on the answer to a question and is asked anew when that answer changes. */
const hangsOn: Partial<Record<QuestionId, readonly QuestionId[]>> = {
  welcome: ['welcome.work'],
  'missingCodes.route': ['missingCodes.tried'],
  wait: ['wait.code'],
  'recoveryForm.twoStep': ['recoveryForm.outcome', 'recoveryForm.reply'],
  'recoveryForm.password': ['recoveryForm.outcome', 'recoveryForm.reply'],
  'recoveryForm.outcome': ['recoveryForm.reply'],
};

/** Takes back the answer to a question with all that hangs on it, and what was decided at the end. */
export function unsettle(progress: Progress, question: QuestionId): void {
  for (const one of [question, ...(hangsOn[question] ?? []), 'finish'] as const) {
    delete progress.answers[one];
    delete progress.rounds[one];
    unpark(progress, one);
  }
}

/** Lets the person wait at `question` from `now` until a time, in ms since 1970, unless they do so already. */
export function park(progress: Progress, question: QuestionId, now: number, until: number): void {
  if (progress.parked?.question === question) return;
  progress.parked = { since: now, until: toMinute(until), question };
}

/** The whole minute at or after a time. A moment is told in minutes, and whoever comes at the told one is not early. */
export const toMinute = (time: number): number => Math.ceil(time / minuteMs) * minuteMs;

/**
 * When the bot comes back by itself, in ms since 1970: at the end of the wait, unless the person has stopped, has answered
 * the question meanwhile, or has come before the bot did. Undefined: not at all.
 */
export function reminderAt({ parked, answers, stopped }: Progress): number | undefined {
  const isWaiting = parked && !parked.over && !stopped && answers[parked.question] === undefined;
  return isWaiting ? parked.until : undefined;
}

/** Ends the waiting that `question` stands for, if that is what the person waits for. */
export function unpark(progress: Progress, question: QuestionId): void {
  if (progress.parked?.question === question) delete progress.parked;
}

const minuteMs = 60_000;
/** A day in milliseconds. */
export const dayMs = 24 * 60 * 60_000;

/**
 * Begins anew, as at the first question.
 *
 * @param keeping the questions whose answers stay
 */
export function restart(progress: Progress, keeping: readonly QuestionId[]): void {
  const kept = keeping.flatMap((question) => {
    const answer = answerTo(progress, question);
    return answer === undefined ? [] : [[question, answer] as const];
  });
  const { answers, early, rounds, misunderstood } = newProgress();
  Object.assign(progress, {
    answers: { ...answers, ...Object.fromEntries(kept) },
    early,
    rounds,
    misunderstood,
  });
  delete progress.parked;
  delete progress.pending;
  delete progress.correction;
  delete progress.stopped;
}
