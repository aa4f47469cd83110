import { describe, expect, it } from 'vitest';
import { decide } from '../../src/understanding/decide.ts';
import type { Intent } from '../../src/understanding/intents.ts';
import type { QuestionId } from '../../src/understanding/questions.ts';
import type { GivenAnswer, Understanding } from '../../src/understanding/understanding.ts';

type Scores = Partial<Record<Intent, number>>;
type Answers = Understanding['answers'];

/** A message that was understood so: its intents, likeliest first, and the answers it gives. */
const understood = (scores: Scores, answers: Answers = {}): Understanding => ({
  intents: Object.entries(scores)
    .map(([intent, score]) => ({ intent: intent as Intent, score }))
    .sort((one, other) => other.score - one.score),
  answers,
  secrets: [],
  redacted: '',
  empty: false,
});

const decideOn = (open: QuestionId | undefined, scores: Scores, answers?: Answers) =>
  decide(understood(scores, answers), open);
const bare = (choice: GivenAnswer['choice']): GivenAnswer => ({ choice, named: false });
const named = (choice: GivenAnswer['choice']): GivenAnswer => ({ choice, named: true });
const stuck: Answers = { signInHelper: bare('stillStuck') };

describe('a request that nobody in support may fulfil', () => {
  it('is refused from 0.8 on, and gets caution from 0.35 on [P3]', () => {
    expect(decideOn(undefined, { sendCode: 0.8 })).toMatchObject({
      kind: 'refuse',
      intent: 'sendCode',
      score: 0.8,
    });
    expect(decideOn(undefined, { sendCode: 0.79 }).kind).toBe('caution');
    expect(decideOn(undefined, { sendCode: 0.35 }).kind).toBe('caution');
    expect(decideOn(undefined, { sendCode: 0.34, none: 0.4 })).toMatchObject({
      kind: 'none',
      intent: 'none',
      score: 0.4,
    });
  });

  it('is the likeliest of several, whatever else is likelier than it [P3]', () => {
    expect(
      decideOn(undefined, { greeting: 0.95, sendCode: 0.9, changeAccount: 0.85, voip: 0.99 }),
    ).toMatchObject({
      kind: 'refuse',
      intent: 'sendCode',
      score: 0.9,
    });
  });

  it('is explained, while it is doubtful, by a sure question beside it [P3]', () => {
    expect(decideOn(undefined, { sendCode: 0.59, codeNotArriving: 0.8 })).toMatchObject({
      kind: 'answer',
      intent: 'codeNotArriving',
    });
    expect(decideOn(undefined, { sendCode: 0.59, codeNotArriving: 0.79 }).kind).toBe('caution');
  });

  it('is explained, while it is doubtful, when there is surely nothing to it [P3]', () => {
    expect(decideOn(undefined, { sendCode: 0.59, none: 0.8 }).kind).toBe('none');
    expect(decideOn(undefined, { sendCode: 0.59, none: 0.79 }).kind).toBe('caution');
  });

  it('is explained, while it is doubtful, by an answer to the open question [P3]', () => {
    expect(decideOn('signInHelper', { sendCode: 0.59 }, stuck)).toMatchObject({
      kind: 'none',
      choice: bare('stillStuck'),
    });
  });

  it('is explained by nothing from 0.6 on [P3]', () => {
    expect(decideOn('signInHelper', { sendCode: 0.6, none: 0.9, codeNotArriving: 0.9 }, stuck)).toMatchObject(
      {
        kind: 'caution',
        intent: 'sendCode',
        choice: bare('stillStuck'),
      },
    );
  });

  it('comes with the questions it may stand for: the likely ones first, then those that lie near it [P3]', () => {
    const { alternatives } = decideOn(undefined, {
      changeAccount: 0.9,
      twoStep: 0.5,
      greeting: 0.4,
      locked: 0.3,
      none: 0.1,
    });
    expect(alternatives).toEqual(['twoStep', 'locked', 'changeMyInfo']);
    expect(decideOn(undefined, { sendCode: 0.5 }).alternatives).toEqual([
      'codeNotArriving',
      'waitTime',
      'noAccessToMethod',
    ]);
  });
});

describe('a question beside the step', () => {
  it('is answered from 0.5 on; below, it is one of those to choose from', () => {
    expect(decideOn(undefined, { voip: 0.5, none: 0.3 })).toMatchObject({
      kind: 'answer',
      intent: 'voip',
      score: 0.5,
    });
    expect(decideOn(undefined, { voip: 0.49, none: 0.3 })).toMatchObject({
      kind: 'clarify',
      intent: 'voip',
      score: 0.49,
    });
  });

  it('is none when it is no likelier than that nothing is asked', () => {
    expect(decideOn(undefined, { voip: 0.6, none: 0.6 })).toMatchObject({ kind: 'none', score: 0.6 });
    expect(decideOn(undefined, {})).toMatchObject({ kind: 'none', intent: 'none', score: 0 });
  });

  it('is none when it is doubtful and the message answers the open question [P1]', () => {
    expect(decideOn('signInHelper', { voip: 0.49 }, stuck).kind).toBe('none');
    expect(decideOn('signInHelper', { voip: 0.5 }, stuck).kind).toBe('answer');
  });

  it('is asked about when another lies near, unless it is sure', () => {
    expect(decideOn(undefined, { voip: 0.7, hacked: 0.66 })).toMatchObject({
      kind: 'clarify',
      intent: 'voip',
      alternatives: ['hacked'],
    });
    expect(decideOn(undefined, { voip: 0.7, hacked: 0.64 }).kind).toBe('answer');
    expect(decideOn(undefined, { voip: 0.8, hacked: 0.79 }).kind).toBe('answer');
    expect(decideOn(undefined, { voip: 0.79, hacked: 0.78 }).kind).toBe('clarify');
  });

  it('has no rival in what steers the talk, nor in nothing', () => {
    expect(decideOn(undefined, { voip: 0.7, thanks: 0.69, none: 0.68 })).toMatchObject({
      kind: 'answer',
      intent: 'voip',
    });
  });

  it('comes with the next likeliest, at most three, and never with itself', () => {
    const { alternatives } = decideOn(undefined, {
      voip: 0.49,
      hacked: 0.3,
      help: 0.25,
      scam: 0.2,
      privacy: 0.1,
      blocked: 0.05,
    });
    expect(alternatives).toEqual(['hacked', 'scam', 'privacy']);
  });
});

describe('what steers the talk', () => {
  it('is followed from 0.5 on, whatever question lies near it; below, it is nothing', () => {
    expect(decideOn(undefined, { repeat: 0.5, voip: 0.49, hacked: 0.48 })).toMatchObject({
      kind: 'answer',
      intent: 'repeat',
    });
    expect(decideOn(undefined, { repeat: 0.49, none: 0.3 })).toMatchObject({ kind: 'none', score: 0.3 });
  });

  it.each([
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
  ] as const)('makes a bare answer beside it none: %s [P1]', (intent) => {
    const open = 'recoveryForm.twoStep';
    const answers = { [open]: bare('twoStepOff') };
    expect(decideOn(open, { [intent]: 0.5 }, answers)).not.toHaveProperty('choice');
    expect(decideOn(open, { [intent]: 0.49 }, answers).choice).toEqual(bare('twoStepOff'));
    expect(decideOn(open, { [intent]: 0.9 }, { [open]: named('twoStepOff') }).choice).toEqual(
      named('twoStepOff'),
    );
  });

  it('leaves the answer that its own words are [P1]', () => {
    expect(decideOn('welcome.work', { stop: 0.9 }, { 'welcome.work': bare('end') })).toMatchObject({
      kind: 'none',
      choice: bare('end'),
    });
    expect(decideOn('wait', { skip: 0.9 }, { wait: bare('goOn') }).choice).toEqual(bare('goOn'));
  });

  it('is not what merely comes along: thanks leave an answer as it is [P1]', () => {
    expect(decideOn('signInHelper', { help: 0.9 }, stuck).choice).toEqual(bare('stillStuck'));
  });
});

describe('an answer to the open question', () => {
  it('is taken when it is named or bare, and says what its own words say [P1]', () => {
    expect(decideOn('signInHelper', { cannotSignIn: 0.9, thanks: 0.85 }, stuck)).toEqual({
      kind: 'none',
      intent: 'none',
      score: 0,
      choice: bare('stillStuck'),
      others: [],
      alternatives: [],
    });
    expect(decideOn('signInHelper', { cannotSignIn: 0.9 })).toMatchObject({
      kind: 'answer',
      intent: 'cannotSignIn',
    });
  });

  it('is none when no question is open [P1]', () => {
    expect(decideOn(undefined, { cannotSignIn: 0.9 }, stuck)).toMatchObject({
      kind: 'answer',
      intent: 'cannotSignIn',
      others: [],
    });
    expect(decideOn(undefined, {}, stuck)).not.toHaveProperty('choice');
  });

  it.each([
    ['signInHelper', 'in'],
    ['alternateMethods', 'worked'],
    ['missingCodes.tried', 'arrived'],
    ['finish', 'helpful'],
  ] as const)('does not say that all is well beside a likely request: %s, %s [P1] [P3]', (open, choice) => {
    const answers = { [open]: bare(choice) };
    expect(decideOn(open, { greeting: 0.9, bypassVerification: 0.6 }, answers)).not.toHaveProperty('choice');
    expect(decideOn(open, { bypassVerification: 0.6 }, { [open]: bare(choice) })).not.toHaveProperty(
      'choice',
    );
    expect(decideOn(open, { bypassVerification: 0.59 }, { [open]: bare(choice) }).choice).toEqual(
      bare(choice),
    );
    expect(decideOn(open, { bypassVerification: 0.9 }, { [open]: named(choice) }).choice).toEqual(
      named(choice),
    );
    expect(decideOn(open, { voip: 0.9 }, { [open]: bare(choice) }).choice).toEqual(bare(choice));
  });

  it('stays when it says that the trouble goes on, beside any request [P1] [P3]', () => {
    expect(decideOn('signInHelper', { bypassVerification: 0.9 }, stuck)).toMatchObject({
      kind: 'refuse',
      choice: bare('stillStuck'),
    });
  });
});

describe('answers to other questions', () => {
  it('are those that are named, in the order of the conversation [P1]', () => {
    const answers = {
      finish: bare('helpful'),
      wait: named('haveWaited'),
      signInHelper: named('stillStuck'),
      alternateMethods: named('noneWork'),
    } as const;
    const { choice, others } = decideOn('signInHelper', {}, answers);
    expect(choice).toEqual(named('stillStuck'));
    expect(others).toEqual([
      { question: 'alternateMethods', choice: 'noneWork' },
      { question: 'wait', choice: 'haveWaited' },
    ]);
  });

  it.each([
    ['welcome.work', 'goOnPersonal', 'welcome', 'personal'],
    ['wait.code', 'notArrived', 'missingCodes.tried', 'arrived'],
    ['recoveryForm.reply', 'refused', 'recoveryForm.outcome', 'refused'],
  ] as const)('are not those that an answer to %s says again [P1]', (open, choice, other, same) => {
    const answers = { [open]: bare(choice), [other]: named(same) };
    expect(decideOn(open, {}, answers).others).toEqual([]);
    expect(decideOn(open, {}, { [other]: named(same) }).others).toEqual([{ question: other, choice: same }]);
    expect(decideOn('finish', {}, { ...answers, finish: bare('helpful') }).others).toEqual([
      { question: other, choice: same },
    ]);
  });
});

describe('a reply that the understanding is sure of', () => {
  const sure = (choice: GivenAnswer['choice']): GivenAnswer => ({ choice, named: false, sure: true });

  it('explains a doubtful request beside it, but none that is sure [P3]', () => {
    const answers: Answers = { signInHelper: sure('stillStuck') };
    expect(decideOn('signInHelper', { sendCode: 0.79 }, answers)).toMatchObject({
      kind: 'none',
      choice: answers.signInHelper,
    });
    expect(decideOn('signInHelper', { sendCode: 0.8 }, answers).kind).toBe('refuse');
    expect(decideOn('signInHelper', { sendCode: 0.79 }, stuck).kind).toBe('caution');
  });

  it('is no wish of the talk, though its words may be', () => {
    const answers: Answers = { 'welcome.work': sure('end') };
    expect(decideOn('welcome.work', { stop: 0.9 }, answers)).toMatchObject({
      kind: 'none',
      choice: answers['welcome.work'],
    });
  });

  it('that one is in counts beside a doubtful request, and not beside a sure one', () => {
    const answers: Answers = { signInHelper: sure('in') };
    expect(decideOn('signInHelper', { bypassVerification: 0.5 }, answers).choice).toEqual(
      answers.signInHelper,
    );
    expect(decideOn('signInHelper', { bypassVerification: 0.8 }, answers).choice).toBeUndefined();
  });
});
