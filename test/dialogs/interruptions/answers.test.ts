import { describe, expect, it } from 'vitest';
import { hearAnswers, noteMeant, remarkNoted, takeAnswer } from '../../../dialogs/interruptions/answers.ts';
import {
  type ChoiceId,
  type QuestionId,
  questionIds,
  questions,
} from '../../../src/understanding/questions.ts';
import { aHearing, type Circumstances, saidIn, speech } from './a-hearing.ts';

const told = (question: QuestionId, choice: ChoiceId) => ({ question, choice });
const toldBack = (question: QuestionId, choice: ChoiceId) => speech.say('en', `told.${question}.${choice}`);
const bare = (choice: ChoiceId) => ({ choice, named: false });
const named = (choice: ChoiceId) => ({ choice, named: true });

describe('answers in a message', () => {
  const hear = (circumstances: Circumstances) => {
    const hearing = aHearing(circumstances);
    return { heard: hearAnswers(hearing), ...hearing.scope };
  };

  it('are none when nothing is answered [P1]', () => {
    expect(hear({ open: 'welcome' })).toMatchObject({ heard: 'none', noted: [] });
    expect(hear({})).toMatchObject({ heard: 'none' });
  });

  it('answer the open question, if it is the one that was asked [P1]', () => {
    const decision = { choice: bare('stillStuck') };
    expect(hear({ open: 'signInHelper', decision }).heard).toBe('answered');
    expect(hear({ open: 'signInHelper', asked: 'welcome', decision }).heard).toBe('none');
    expect(hear({ open: 'signInHelper', asked: undefined, decision }).heard).toBe('none');
    expect(hear({ asked: 'signInHelper', decision }).heard).toBe('none');
  });

  it('answer the open question by its name, whichever was asked [P1]', () => {
    const decision = { others: [told('signInHelper', 'locked')] };
    expect(hear({ open: 'signInHelper', asked: 'welcome', decision }).heard).toBe('answered');
    expect(hear({ open: 'alternateMethods', decision }).heard).toBe('none');
  });

  it('that come before their question are kept until it comes [P1]', () => {
    const others = [told('alternateMethods', 'noneWork'), told('wait', 'haveWaited')];
    const kept = { alternateMethods: 'noneWork', wait: 'haveWaited' };
    expect(hear({ open: 'signInHelper', decision: { others } })).toMatchObject({
      heard: 'noted',
      noted: others,
      progress: { early: kept },
    });
    expect(hear({ open: 'signInHelper', decision: { choice: bare('stillStuck'), others } })).toMatchObject({
      heard: 'answered',
      noted: others,
      progress: { early: kept },
    });
  });

  it('are not kept when their question is open, is past, has its answer, or when none is open [P1]', () => {
    const decision = { others: [told('alternateMethods', 'noneWork')] };
    for (const circumstances of [
      { open: 'alternateMethods' },
      { open: 'wait' },
      { open: 'welcome', progress: { answers: { alternateMethods: 'worked' } } },
      {},
    ] satisfies Circumstances[]) {
      expect(hear({ ...circumstances, decision })).toMatchObject({ noted: [], progress: { early: {} } });
    }
  });

  const tellable: readonly string[] = [
    ...['signInHelper.in', 'signInHelper.stillStuck'],
    ...['alternateMethods.worked', 'alternateMethods.noneListed', 'alternateMethods.noneWork'],
    ...['text', 'email', 'app', 'call', 'noLongerMine'].map((choice) => `missingCodes.route.${choice}`),
    'missingCodes.tried.allTried',
    'wait.haveWaited',
    ...['twoStepOn', 'twoStepOff', 'twoStepUnknown'].map((choice) => `recoveryForm.twoStep.${choice}`),
    ...['knowPassword', 'forgotPassword'].map((choice) => `recoveryForm.password.${choice}`),
    ...['refused', 'waiting'].map((choice) => `recoveryForm.outcome.${choice}`),
  ];

  it('can be told before their question when they say what is so, not what somebody wants to do [P1]', () => {
    const all = questionIds.flatMap((question) =>
      questions[question].map((choice) => told(question, choice)),
    );
    const kept = all.filter((one) => hear({ open: 'welcome', decision: { others: [one] } }).noted.length > 0);
    expect(kept.map(({ question, choice }) => `${question}.${choice}`)).toEqual(tellable);
  });
});

describe('"Hotmail", said anywhere', () => {
  it('means a personal account after all where one from work was told [P1]', () => {
    const decision = { others: [told('missingCodes.route', 'email'), told('welcome', 'personal')] };
    const hearing = aHearing({ open: 'welcome.work', decision });
    expect(hearAnswers(hearing)).toBe('answered');
    takeAnswer(hearing);
    expect(hearing.scope.taken).toBe('goOnPersonal');
  });

  it('means nothing to any other question, and no other account means it [P1]', () => {
    expect(hearAnswers(aHearing({ open: 'wait', decision: { others: [told('welcome', 'personal')] } }))).toBe(
      'none',
    );
    expect(
      hearAnswers(
        aHearing({ open: 'welcome.work', decision: { others: [told('welcome', 'workOrSchool')] } }),
      ),
    ).toBe('none');
  });
});

describe('the answer to the open question', () => {
  const take = (circumstances: Circumstances) => {
    const hearing = aHearing(circumstances);
    takeAnswer(hearing);
    return { taken: hearing.scope.taken, said: saidIn(hearing) };
  };
  const decision = { choice: bare('stillStuck') };

  it('is made ready, without a word when it is all that was said [P1]', () => {
    expect(take({ open: 'signInHelper', decision })).toEqual({ taken: 'stillStuck', said: '' });
  });

  it('is told back when others came with it, or when it came before the greeting [P1]', () => {
    const said = speech.say('en', 'talk.passed', { told: toldBack('signInHelper', 'stillStuck') });
    expect(said).toContain(toldBack('signInHelper', 'stillStuck'));
    expect(take({ open: 'signInHelper', decision, greeted: true })).toEqual({ taken: 'stillStuck', said });
    expect(take({ open: 'signInHelper', decision, noted: [told('wait', 'haveWaited')] })).toEqual({
      taken: 'stillStuck',
      said,
    });
  });

  it('is none when no question is open or nothing answers it [P1]', () => {
    expect(take({ decision, greeted: true })).toEqual({ taken: undefined, said: '' });
    expect(take({ open: 'signInHelper', greeted: true })).toEqual({ taken: undefined, said: '' });
  });
});

describe('what was noted for later', () => {
  it('is told back, all in one line, as long as it still waits for its question [P1]', () => {
    const noted = [told('alternateMethods', 'noneWork'), told('wait', 'haveWaited')];
    const remark = (early: Record<string, string>) => {
      const hearing = aHearing({ open: 'signInHelper', noted, progress: { early } });
      remarkNoted(hearing.scope);
      return saidIn(hearing);
    };
    const both = `${toldBack('alternateMethods', 'noneWork')}; ${toldBack('wait', 'haveWaited')}`;
    expect(remark({ alternateMethods: 'noneWork', wait: 'haveWaited' })).toBe(
      speech.say('en', 'talk.noted', { told: both }),
    );
    expect(remark({ wait: 'haveWaited' })).toBe(
      speech.say('en', 'talk.noted', { told: toldBack('wait', 'haveWaited') }),
    );
    expect(remark({})).toBe('');
  });
});

describe('a correction of what was not asked yet', () => {
  const mean = (answers: Circumstances['answers'], more: Circumstances = {}) => {
    const hearing = aHearing({ open: 'signInHelper', answers: answers ?? {}, ...more });
    return { meant: noteMeant(hearing), early: hearing.scope.progress.early, said: saidIn(hearing) };
  };

  it('is kept for its question and told back [P1]', () => {
    expect(mean({ wait: named('haveWaited') })).toEqual({
      meant: true,
      early: { wait: 'haveWaited' },
      said: speech.say('en', 'talk.noted', { told: toldBack('wait', 'haveWaited') }),
    });
  });

  it('names its question, but for the way a code comes, which nothing else means [P1]', () => {
    expect(mean({ wait: bare('haveWaited') })).toEqual({ meant: false, early: {}, said: '' });
    expect(mean({ 'missingCodes.route': bare('email') })).toMatchObject({
      meant: true,
      early: { 'missingCodes.route': 'email' },
    });
  });

  it('is none when it means nothing, more than one thing, or what cannot be told yet [P1]', () => {
    expect(mean({})).toMatchObject({ meant: false, early: {} });
    expect(mean({ wait: named('haveWaited'), 'missingCodes.route': bare('email') })).toMatchObject({
      meant: false,
      early: {},
    });
    expect(mean({ wait: named('remind') })).toMatchObject({ meant: false, early: {} });
    expect(mean({ welcome: named('personal'), wait: named('haveWaited') })).toMatchObject({
      meant: true,
      early: { wait: 'haveWaited' },
    });
  });
});
