import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../dialogs/progress.ts';
import { countWords } from '../../dialogs/talk.ts';
import { readLinks } from '../../src/speech/locale-files.ts';
import { isStepId, numberOf, stepIds } from '../../src/speech/steps.ts';
import { type QuestionId, questionIds, questions } from '../../src/understanding/questions.ts';
import { moves, type WalkedTurn, walk } from '../support/walk.ts';

/**
 * Random walks of the conversation: whatever somebody taps and types, the promises hold after every turn. `WALK_TURNS`
 * sets how many turns, `WALK_SEED` repeats a walk.
 */
const turns = Number(process.env['WALK_TURNS'] ?? 10_000);
const seed = Number(process.env['WALK_SEED'] ?? 20_260_105);
const length = 100;

const links = readLinks(new URL('../../locales/links.yaml', import.meta.url).pathname);
const stepOf = (question: string | undefined) => question?.split('.')[0];
const covered = new Set<string>();

describe('random walks', () => {
  it(`hold every promise in ${turns} turns [P1] [P2] [P3] [P4] [P7] [words.limits]`, async () => {
    await fc.assert(
      fc.asyncProperty(moves(length), fc.boolean(), (steps, remote) =>
        walk(steps, remote, (turn) => {
          staysShort(turn);
          showsOnlyListedLinks(turn);
          repeatsNothingTyped(turn);
          goesInOrder(turn);
          leadsOn(turn);
          note(turn);
        }),
      ),
      { numRuns: Math.ceil(turns / (length * 0.45)), seed, endOnFailure: false },
    );
  }, 600_000);

  afterAll(() => {
    const offered = questionIds.flatMap((id) => questions[id].map((choice) => `${id}.${choice}`));
    const missing = offered.filter((pair) => !covered.has(pair));
    expect(missing, 'answers that no walk has given').toEqual([]);
  });
});

function staysShort({ reply, said }: WalkedTurn): void {
  expect(reply.texts.length, `“${said}” gets too many messages:\n${reply.text}`).toBeLessThanOrEqual(3);
  for (const text of reply.texts) {
    expect(countWords(text), `“${said}” gets a message too long:\n${text}`).toBeLessThanOrEqual(60);
  }
}

/** Links come from the allow-list, and a step's own link appears in that step only. */
function showsOnlyListedLinks({ reply, before, talker, said }: WalkedTurn): void {
  const progress = talker.progress();
  // What to look after at the security page is still said in the step whose other method worked.
  const otherWorked = progress?.answers['alternateMethods'] === 'worked' ? ['alternateMethods'] : [];
  // The plain list of the steps links those that were reached.
  const listed = reply.text.includes('The steps are:')
    ? Object.keys(progress?.answers ?? {}).map(stepOf)
    : [];
  const here = [stepOf(before.open), stepOf(progress?.open?.question), ...otherWorked, ...listed];
  for (const [url = ''] of reply.text.matchAll(/https?:[^\s)]+/g)) {
    const link = [...links.values()].find((one) => one.url === url);
    expect(link, `${url} is not in the allow-list`).toBeDefined();
    if (link && link.step !== 'any') expect(here, `${url} after “${said}”`).toContain(link.step);
  }
}

function repeatsNothingTyped({ reply, said, talker }: WalkedTurn): void {
  const kept = JSON.stringify(talker.progress() ?? null);
  for (const word of said.split(/\s+/).filter((one) => one.length >= 6 && /[\d@]|xyzzy|frobni/.test(one))) {
    expect(reply.text).not.toContain(word);
    expect(kept).not.toContain(word);
  }
  expect(reply.text.replaceAll(/\(https?:[^)]*\)/g, '')).not.toMatch(/\d{4,}/);
}

/** Nobody stands at a step while a question of an earlier one has no answer, unless the earlier one was passed with a reason. */
function goesInOrder({ talker, reply }: WalkedTurn): void {
  const progress = talker.progress();
  const step = stepOf(progress?.open?.question);
  if (!progress || !step || !isStepId(step) || reply.buttons.length === 0) return;
  for (const earlier of mainQuestions) {
    if (stepIds.indexOf(earlier.step) >= stepIds.indexOf(step)) break;
    const route = answerTo(progress, 'missingCodes.route');
    const solvedBefore = step === 'finish';
    const passed = earlier.unless.includes(route ?? '');
    if (!solvedBefore && !passed) {
      expect(answerTo(progress, earlier.question), `${earlier.question} before ${step}`).toBeDefined();
    }
  }
  const heading = reply.text.match(/Step (\d) of 5/g) ?? [];
  expect(heading.length, reply.text).toBeLessThanOrEqual(1);
  if (heading[0]) expect(heading[0]).toBe(`Step ${numberOf(step)} of 5`);
}

const mainQuestions = [
  { step: 'welcome', question: 'welcome', unless: [] },
  { step: 'signInHelper', question: 'signInHelper', unless: [] },
  { step: 'alternateMethods', question: 'alternateMethods', unless: [] },
  { step: 'missingCodes', question: 'missingCodes.route', unless: [] },
  { step: 'missingCodes', question: 'missingCodes.tried', unless: ['noLongerMine'] },
  { step: 'wait', question: 'wait', unless: ['noLongerMine', 'app'] },
] as const satisfies readonly {
  step: string;
  question: QuestionId;
  unless: readonly string[];
}[] as readonly {
  step: (typeof stepIds)[number];
  question: QuestionId;
  unless: readonly string[];
}[];

/** After every turn there is a button to go on with, unless everything is said, stopped or forgotten. */
function leadsOn({ talker, reply, said }: WalkedTurn): void {
  const progress = talker.progress();
  expect(reply.texts.length, `silence after “${said}”`).toBeGreaterThan(0);
  if (!progress || progress.stopped || progress.answers['finish']) return;
  expect(reply.buttons.length, `no way on after “${said}”:\n${reply.text}`).toBeGreaterThan(0);
}

function note({ before, talker, reply, said }: WalkedTurn): void {
  if (!before.buttons.includes(said)) return;
  const all = talker.conversation.speech.titles('en');
  for (const id of questionIds) {
    for (const choice of questions[id]) {
      if (all[id]?.choices[choice] === said && reply.texts.length > 0) covered.add(`${id}.${choice}`);
    }
  }
}
