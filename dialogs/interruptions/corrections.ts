import type { ChoiceId, QuestionId } from '../../src/understanding/questions.ts';
import { isChoiceOf, isQuestionId } from '../../src/understanding/questions.ts';
import { answerTo, settle, unsettle } from '../progress.ts';
import { toldOf } from '../told.ts';
import { noteMeant } from './answers.ts';
import { askAgain, type Heard, type Hearing } from './hearing.ts';
import { goBack } from './talk-intents.ts';

/** Hears the answer to a correction that was offered: the present question stood beside it. */
export async function hearCorrectionOffer(hearing: Hearing): Promise<Heard | undefined> {
  const { scope, decision } = hearing;
  const offered = scope.progress.correction;
  delete scope.progress.correction;
  const answer = decision.others.find(({ question }) => question === 'correction')?.choice;
  if (!answer || !offered) return undefined;
  const { question, choice } = offered;
  if (answer === 'change' && isQuestionId(question) && isChoiceOf(question, choice)) {
    return await correct(hearing, question, choice);
  }
  scope.talk.insist('talk.kept');
  return await askAgain(hearing);
}

/**
 * Hears another answer to an earlier question. Said to be a correction, it is taken at once; else (an old button, a
 * passing word) it is offered as one. The same answer again changes nothing.
 */
export async function correctEarlier(hearing: Hearing, besideSaid: boolean): Promise<Heard | undefined> {
  const { scope, decision } = hearing;
  const isCorrection = decision.intent === 'correctAnswer' && decision.kind === 'answer';
  if (isCorrection) {
    const meant = otherAnswerOf(hearing);
    if (meant) return await correct(hearing, meant.question, meant.choice);
    return noteMeant(hearing) ? await askAgain(hearing) : await goBack(hearing);
  }
  if (decision.choice) return undefined;
  const earlier = decision.others.filter(({ question }) => isEarlier(hearing, question));
  if (earlier.length === 0) return undefined;
  const changed = earlier.find(({ question, choice }) => answerTo(scope.progress, question) !== choice);
  if (changed) {
    if (isPersonalAfterAll(hearing, changed.choice)) return undefined;
    if (wasNeverSaid(hearing, changed.question))
      return await correct(hearing, changed.question, changed.choice);
    offer(hearing, changed.question, changed.choice);
  } else if (decision.others.length > earlier.length || besideSaid) {
    return undefined;
  } else {
    scope.talk.insist('talk.sameAlready');
  }
  return await askAgain(hearing);
}

/** Changes an earlier answer: what hung on it is asked anew, and the talk goes on from the first question now open. */
async function correct(hearing: Hearing, question: QuestionId, choice: ChoiceId): Promise<Heard> {
  const { scope } = hearing;
  unsettle(scope.progress, question);
  settle(scope.progress, question, choice);
  scope.fresh.add(question);
  scope.talk.insist('talk.changed', { told: toldOf(scope, question, choice) });
  await hearing.show(question);
  return 'dealtWith';
}

function offer({ scope }: Hearing, question: QuestionId, choice: ChoiceId): void {
  const { progress, talk, speech, language } = scope;
  const before = answerTo(progress, question);
  progress.correction = { question, choice };
  if (before) talk.insist('talk.before', { told: toldOf(scope, question, before) });
  talk.insist('talk.changeTo', { told: toldOf(scope, question, choice) });
  talk.offer([speech.title(language, 'correction', 'change'), speech.title(language, 'correction', 'keep')]);
}

/** The latest earlier question to which the message gives another answer than the one that stands. */
function otherAnswerOf({ scope, incoming }: Hearing): { question: QuestionId; choice: ChoiceId } | undefined {
  const { answers } = incoming.understanding;
  const differing = scope.trail.filter((question) => {
    const given = answers[question]?.choice;
    return given !== undefined && given !== answerTo(scope.progress, question);
  });
  const named = differing.filter((question) => answers[question]?.named);
  const question = (named.length > 0 ? named : differing).at(-1);
  const choice = question && answers[question]?.choice;
  return question && choice ? { question, choice } : undefined;
}

const isEarlier = ({ scope }: Hearing, question: QuestionId): boolean =>
  question !== scope.open?.question && scope.trail.includes(question);

const isPersonalAfterAll = ({ scope }: Hearing, choice: ChoiceId): boolean =>
  scope.open?.question === 'welcome.work' && choice === 'personal';

/** That somebody has waited is taken for granted when they come back late; what they say themselves counts for more. */
const wasNeverSaid = ({ scope }: Hearing, question: QuestionId): boolean =>
  question === 'wait' && scope.progress.parked?.question === 'wait';
