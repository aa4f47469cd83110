import type { Decide, Decision } from './decision.ts';
import { embodiedBy, neighbours } from './embodied.ts';
import { type Intent, isRefusal, isSideQuestion, isTalk, type RefusalIntent } from './intents.ts';
import { type ChoiceId, type QuestionId, questionIds } from './questions.ts';
import { scoreMarks } from './score-marks.ts';
import type { GivenAnswer, ScoredIntent, Understanding } from './understanding.ts';

/** From here on a request is sure enough to be refused outright. */
const sure = scoreMarks.refuse;
/** From here on something may be a request. */
const perhapsRequest = scoreMarks.perhaps;
/** From here on a request weighs more than the surest side question beside it, and than an answer. */
const likelyRequest = scoreMarks.caution;
/** From here on an intent is answered; below, it is only one of those offered. */
const likely = scoreMarks.answer;
/** Side questions whose scores lie no further apart than this are near each other. */
const near = 0.05;
const maxAlternatives = 3;

/** When these are said, a bare "no" or "yes" beside them is no answer to the open question. */
const steering: ReadonlySet<Intent> = new Set([
  'back',
  'repeat',
  'startOver',
  'stop',
  'skip',
  'changeLanguage',
  'waitAMoment',
  'correctAnswer',
  'forgetMe',
  'explainStep',
  'whyNot',
]);

/** An answer to the first of these is no separate answer to the second. */
const restated: Readonly<Partial<Record<QuestionId, QuestionId>>> = {
  'welcome.work': 'welcome',
  'wait.code': 'missingCodes.tried',
  'recoveryForm.reply': 'recoveryForm.outcome',
};

/** Answers that say that the trouble is over. Whoever asks for what is refused has not got in: "please let me in". */
const over: ReadonlySet<ChoiceId> = new Set(['in', 'worked', 'arrived', 'helpful']);

const choiceFor = (
  { answers, intents }: Understanding,
  open: QuestionId | undefined,
): GivenAnswer | undefined => {
  const given = open === undefined ? undefined : answers[open];
  if (given === undefined || given.named || open === undefined) return given;
  const requests = intents.some(
    (each) => isRequest(each) && each.score >= (given.sure ? sure : likelyRequest),
  );
  if (requests && over.has(given.choice)) return undefined;
  if (given.sure) return given;
  const steers = intents.some(
    ({ intent, score }) => score >= likely && steering.has(intent) && !embodiedBy(open).includes(intent),
  );
  return steers ? undefined : given;
};

const othersOf = (
  { answers }: Understanding,
  open: QuestionId | undefined,
  choice: GivenAnswer | undefined,
): Decision['others'] =>
  questionIds.flatMap((question) => {
    const given = answers[question];
    if (given === undefined || !given.named || question === open) return [];
    if (choice !== undefined && open !== undefined && restated[open] === question) return [];
    return [{ question, choice: given.choice }];
  });

/** The likeliest side questions but for one, at most three; filled up with what lies near a request. */
const alternativesTo = (intent: Intent, scored: readonly ScoredIntent[]): Intent[] => {
  const likeliest = scored.map((each) => each.intent).filter(isSideQuestion);
  const all = isRefusal(intent) ? [...likeliest, ...neighbours[intent]] : likeliest;
  return [...new Set<Intent>(all)].filter((other) => other !== intent).slice(0, maxAlternatives);
};

const isRequest = (each: ScoredIntent): each is ScoredIntent & { readonly intent: RefusalIntent } =>
  isRefusal(each.intent);

/**
 * Decides what a message leads to. A request that is sure is refused, a doubtful one gets `caution` unless a surer
 * side question or an answer explains it. What an answer to the open question already says is not answered again.
 */
export const decide: Decide = (understanding, open) => {
  const choice = choiceFor(understanding, open);
  const others = othersOf(understanding, open, choice);
  const common = { ...(choice === undefined ? {} : { choice }), others };
  const said = open === undefined || choice === undefined ? [] : embodiedBy(open);
  const scored = understanding.intents.filter(
    ({ intent }) => !said.includes(intent) && !(choice?.sure && steering.has(intent)),
  );
  const outcome = (kind: Decision['kind'], { intent, score }: ScoredIntent): Decision => ({
    kind,
    intent,
    score,
    ...common,
    alternatives: alternativesTo(intent, scored),
  });
  const none = nothing(understanding);
  const request = scored.find(isRequest);
  const beside = scored.filter(({ intent }) => isSideQuestion(intent) || isTalk(intent));
  const [top] = beside;
  if (request !== undefined && request.score >= sure) return outcome('refuse', request);
  if (request !== undefined && request.score >= perhapsRequest) {
    const explained = choice !== undefined || Math.max(none.score, top?.score ?? 0) >= sure;
    if ((request.score >= likelyRequest && !choice?.sure) || !explained) return outcome('caution', request);
  }
  if (top === undefined || top.score <= none.score) return outcome('none', none);
  const unsure = top.score < likely;
  if (unsure && (choice !== undefined || !isSideQuestion(top.intent))) return outcome('none', none);
  const rivals = beside.filter(({ intent, score }) => isSideQuestion(intent) && top.score - score <= near);
  const unclear = top.score < sure && isSideQuestion(top.intent) && rivals.length > 1;
  return outcome(unsure || unclear ? 'clarify' : 'answer', top);
};

/** How sure it is that nothing is asked: whatever the other intents leave. */
const nothing = ({ intents }: Understanding): ScoredIntent => {
  const none = intents.find(({ intent }) => intent === 'none');
  return none ?? { intent: 'none', score: 0 };
};
