import { numberOf, type StepId, stepIds } from '../../src/speech/steps.ts';
import { isQuestionId, type QuestionId, questionIds, questions } from '../../src/understanding/questions.ts';

/** Where a conversation stands: a question, or the end. */
export type Place = QuestionId | 'end';

/** That somebody at `from` gave `choice` and was then at `to`. */
export interface Edge {
  readonly from: QuestionId;
  readonly choice: string;
  readonly to: Place;
}

/** The steps with their questions, and the ways between them. */
export interface Picture {
  readonly edges: readonly Edge[];
  /** What a step is called. */
  readonly nameOf: (step: StepId) => string;
}

/** Questions of the talk itself can come up anywhere; they would cover the rest with lines. */
export const isInPicture = (question: unknown): question is QuestionId =>
  isQuestionId(question) && stepOfPlace(question) !== undefined;

/**
 * Writes `docs/conversation.md`: a Mermaid state diagram, one edge for each question, choice and next question.
 */
export function conversationPage({ edges, nameOf }: Picture): string {
  const steps = stepIds.map((step) => {
    const own = questionIds.filter((id) => stepOfPlace(id) === step);
    const number = numberOf(step);
    const label = number === undefined ? nameOf(step) : `${number} ${nameOf(step)}`;
    return [
      `  state "${label}" as ${step}_step {`,
      ...own.map((id) => `    state "${id}" as ${idOf(id)}`),
      ...sorted(edges)
        .filter(({ from, to }) => stepOfPlace(from) === step && stepOfPlace(to) === step)
        .map((edge) => `    ${line(edge)}`),
      '  }',
    ].join('\n');
  });
  const between = sorted(edges)
    .filter(({ from, to }) => stepOfPlace(from) !== stepOfPlace(to))
    .map((edge) => `  ${line(edge)}`);
  return [
    '# The conversation in one picture',
    '',
    'Drawn by `npx vitest run test/docs/conversation.test.ts --update` from what random walks over the buttons have seen; do not',
    'edit. A test fails when it is stale. A box is a step, a state in it a question, an arrow a button that was tapped there and',
    'the question that came next. An arrow that passes over a step means that all of it was passed, with the reason said. What',
    'interrupts (a refusal, a side question, back, start over, a correction) leads back to the question at hand and is not drawn.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${idOf('welcome')}`,
    ...steps,
    ...between,
    '```',
    '',
  ].join('\n');
}

const line = ({ from, choice, to }: Edge): string =>
  `${idOf(from)} --> ${to === 'end' ? '[*]' : idOf(to)} : ${choice}`;

const idOf = (question: QuestionId): string => question.replaceAll('.', '_');

function stepOfPlace(place: Place): StepId | undefined {
  return stepIds.find((step) => place === step || place.startsWith(`${step}.`));
}

/** In the order of the questions and their choices, each edge once; what leads back to its own question in one loop. */
function sorted(edges: readonly Edge[]): Edge[] {
  const place = (to: Place): number => (to === 'end' ? questionIds.length : questionIds.indexOf(to));
  const unique = new Map(edges.map((edge) => [`${edge.from} ${edge.choice} ${edge.to}`, edge]));
  const choiceIndex = ({ from, choice }: Edge): number =>
    (questions[from] as readonly string[]).indexOf(choice);
  const inOrder = [...unique.values()].sort(
    (a, b) => place(a.from) - place(b.from) || choiceIndex(a) - choiceIndex(b) || place(a.to) - place(b.to),
  );
  return inOrder.flatMap((edge) => {
    if (edge.from !== edge.to) return [edge];
    // Loops on one state are drawn on top of each other.
    const loops = inOrder.filter(({ from, to }) => from === edge.from && to === edge.from);
    return edge === loops[0] ? [{ ...edge, choice: loops.map(({ choice }) => choice).join(', ') }] : [];
  });
}
