/**
 * Every question the bot asks, by its id, with the choices that answer it.
 *
 * Ids and choices are a public contract: they stand in stored progress, in logs and in evaluation files, so a name is
 * never reused for another meaning.
 */
export const questions = {
  welcome: ['personal', 'workOrSchool', 'notSure'],
  'welcome.work': ['end', 'goOnPersonal'],
  signInHelper: ['in', 'stillStuck', 'cannotFind', 'locked'],
  alternateMethods: ['worked', 'noneListed', 'noneWork'],
  'missingCodes.route': ['text', 'email', 'app', 'call', 'noLongerMine'],
  'missingCodes.tried': ['arrived', 'nextChecks', 'allTried'],
  wait: ['remind', 'keepPlace', 'haveWaited', 'goOn'],
  'wait.code': ['arrived', 'notArrived'],
  'recoveryForm.twoStep': ['twoStepOn', 'twoStepOff', 'twoStepUnknown'],
  'recoveryForm.password': ['knowPassword', 'forgotPassword'],
  'recoveryForm.outcome': ['in', 'refused', 'waiting', 'replacing', 'cannotUse'],
  'recoveryForm.reply': ['in', 'refused', 'stillWaiting'],
  finish: ['helpful', 'notHelpful'],
  startOver: ['confirm', 'cancel'],
  sameAccount: ['same', 'other'],
  correction: ['change', 'keep'],
} as const;

/** The id of a question. */
export type QuestionId = keyof typeof questions;

/** A choice that answers the question `Q`. */
export type ChoiceOf<Q extends QuestionId> = (typeof questions)[Q][number];

/** Any choice of any question. */
export type ChoiceId = ChoiceOf<QuestionId>;

/** Every question id, in the order in which the conversation can come to it. */
export const questionIds = Object.keys(questions) as QuestionId[];

/** Tells whether `value` is the id of a question that this build knows. */
export const isQuestionId = (value: unknown): value is QuestionId =>
  typeof value === 'string' && Object.hasOwn(questions, value);

/** Tells whether `choice` answers `question` in this build. */
export const isChoiceOf = (question: QuestionId, choice: unknown): choice is ChoiceId =>
  (questions[question] as readonly unknown[]).includes(choice);
