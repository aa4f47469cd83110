import { type ChoiceId, type QuestionId, questionIds, questions } from './questions.ts';

/** What a text may be a reply to: every choice of every question, as `question/choice`, and none of them. */
export const replyClasses: readonly string[] = [
  ...questionIds.flatMap((question) => questions[question].map((choice) => `${question}/${choice}`)),
  'none',
];

/** The choices of a question, with the places of their classes. */
const choicesOf = new Map(
  questionIds.map((question) => [
    question,
    questions[question].map((choice: ChoiceId) => ({
      choice,
      at: replyClasses.indexOf(`${question}/${choice}`),
    })),
  ]),
);
const none = replyClasses.length - 1;

/** From this share of what a question leaves on, a choice is taken. Of the lines of a hand that was held out it takes the right one most often here. */
const takenFrom = 0.4;
/** From here on it is so sure that a doubtful wish or request beside it is none. */
const sureFrom = 0.8;

/** What a text replies to a question. */
export interface Reply {
  readonly choice: ChoiceId;
  readonly sure: boolean;
}
export type Replies = Readonly<Partial<Record<QuestionId, Reply>>>;

/**
 * What a text replies to each question, were that question open: its likeliest choice, when that is likely enough beside
 * its other choices and beside none.
 *
 * @param likelihoods in the order of `replyClasses`
 */
export const repliesIn = (likelihoods: Float64Array): Replies => {
  const replies: Partial<Record<QuestionId, Reply>> = {};
  const likelihood = (at: number) => likelihoods[at] as number;
  for (const [question, choices] of choicesOf) {
    const sum = choices.reduce((sum, { at }) => sum + likelihood(at), likelihood(none));
    const likeliest = choices.reduce((best, each) =>
      likelihood(each.at) > likelihood(best.at) ? each : best,
    );
    const share = likelihood(likeliest.at) / sum;
    if (share >= takenFrom) replies[question] = { choice: likeliest.choice, sure: share >= sureFrom };
  }
  return replies;
};
