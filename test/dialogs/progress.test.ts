import { describe, expect, it } from 'vitest';
import {
  answerTo,
  comesBack,
  dayMs,
  earlyAnswerTo,
  lastRound,
  type Progress,
  park,
  pendingIn,
  readProgress,
  reminderAt,
  restart,
  roundsOf,
  settle,
  toMinute,
  unpark,
  unsettle,
} from '../../dialogs/progress.ts';
import type { QuestionId } from '../../src/understanding/questions.ts';

const minute = 60_000;

describe('progress', () => {
  it('of a person who has just come holds nothing [P6]', () => {
    expect(readProgress({})).toEqual({
      answers: {},
      early: {},
      rounds: {},
      misunderstood: 0,
      toldSecrets: [],
    });
  });

  it('that is stored is taken as it stands, with what this build does not know [P6]', () => {
    const stored = {
      answers: { welcome: 'personal' },
      misunderstood: 2,
      toldSecrets: ['code'],
      mood: 'better',
    };
    expect(readProgress(stored)).toEqual({ ...stored, early: {}, rounds: {} });
  });

  it('gives no answer, round or open matter that this build does not know [P6]', () => {
    const progress = readProgress({
      answers: { welcome: 'martian', wait: 'remind' },
      early: { welcome: 'martian', wait: 'haveWaited' },
      rounds: {
        welcome: { times: { martian: 1 }, last: 'martian' },
        wait: { times: { remind: 1 }, last: 'remind' },
      },
      pending: 'dance' as 'startOver',
    });
    expect(answerTo(progress, 'welcome')).toBeUndefined();
    expect(answerTo(progress, 'wait')).toBe('remind');
    expect(answerTo(progress, 'finish')).toBeUndefined();
    expect(earlyAnswerTo(progress, 'welcome')).toBeUndefined();
    expect(earlyAnswerTo(progress, 'wait')).toBe('haveWaited');
    expect(lastRound(progress, 'welcome')).toBeUndefined();
    expect(lastRound(progress, 'wait')).toBe('remind');
    expect(lastRound(progress, 'finish')).toBeUndefined();
    expect(pendingIn(progress)).toBeUndefined();
  });

  it.each(['startOver', 'sameAccount'] as const)('knows that %s waits for its answer', (pending) => {
    expect(pendingIn(readProgress({ pending }))).toBe(pending);
  });

  it('settles an answer in the place of one that was told before its question came [P1]', () => {
    const progress = readProgress({ early: { wait: 'haveWaited', 'recoveryForm.twoStep': 'twoStepOff' } });
    settle(progress, 'wait', 'goOn');
    expect(progress.answers).toEqual({ wait: 'goOn' });
    expect(progress.early).toEqual({ 'recoveryForm.twoStep': 'twoStepOff' });
  });
});

describe('an answer that brings its own question back', () => {
  it('does so once and is unsettled; the second time it stands, so that nothing loops [P1]', () => {
    const progress = readProgress({ answers: { welcome: 'notSure' } });
    expect(comesBack(progress, 'welcome', 'notSure')).toBe(true);
    expect(answerTo(progress, 'welcome')).toBeUndefined();
    expect(roundsOf(progress, 'welcome', 'notSure')).toBe(1);
    settle(progress, 'welcome', 'notSure');
    expect(comesBack(progress, 'welcome', 'notSure')).toBe(false);
    expect(answerTo(progress, 'welcome')).toBe('notSure');
    expect(roundsOf(progress, 'welcome', 'notSure')).toBe(1);
  });

  it('does so as often as it may, each choice for itself; the last one is known [P1]', () => {
    const progress = readProgress({});
    expect(roundsOf(progress, 'signInHelper', 'locked')).toBe(0);
    expect(comesBack(progress, 'signInHelper', 'locked', 2)).toBe(true);
    expect(comesBack(progress, 'signInHelper', 'cannotFind', 2)).toBe(true);
    expect(lastRound(progress, 'signInHelper')).toBe('cannotFind');
    expect(comesBack(progress, 'signInHelper', 'locked', 2)).toBe(true);
    expect(lastRound(progress, 'signInHelper')).toBe('locked');
    expect(comesBack(progress, 'signInHelper', 'locked', 2)).toBe(false);
    expect(roundsOf(progress, 'signInHelper', 'locked')).toBe(2);
    expect(roundsOf(progress, 'signInHelper', 'cannotFind')).toBe(1);
  });
});

describe('an answer that is taken back', () => {
  const all = {
    welcome: 'personal',
    'welcome.work': 'goOnPersonal',
    signInHelper: 'stillStuck',
    alternateMethods: 'noneWork',
    'missingCodes.route': 'text',
    'missingCodes.tried': 'allTried',
    wait: 'remind',
    'wait.code': 'notArrived',
    'recoveryForm.twoStep': 'twoStepOff',
    'recoveryForm.password': 'forgotPassword',
    'recoveryForm.outcome': 'waiting',
    'recoveryForm.reply': 'refused',
    finish: 'notHelpful',
  };

  it.each<[QuestionId, readonly QuestionId[]]>([
    ['welcome', ['welcome.work']],
    ['signInHelper', []],
    ['missingCodes.route', ['missingCodes.tried']],
    ['wait', ['wait.code']],
    ['recoveryForm.twoStep', ['recoveryForm.outcome', 'recoveryForm.reply']],
    ['recoveryForm.password', ['recoveryForm.outcome', 'recoveryForm.reply']],
    ['recoveryForm.outcome', ['recoveryForm.reply']],
  ])('of %s takes back what hangs on it, and what was decided at the end [P1]', (question, hanging) => {
    const taken: readonly string[] = [question, ...hanging, 'finish'];
    const left = Object.entries(all).filter(([one]) => !taken.includes(one));
    const rounds = Object.fromEntries(Object.keys(all).map((one) => [one, { times: {}, last: 'text' }]));
    const progress = readProgress({ answers: { ...all }, rounds });
    unsettle(progress, question);
    expect(Object.entries(progress.answers)).toEqual(left);
    expect(Object.keys(progress.rounds)).toEqual(left.map(([one]) => one));
  });

  it.each<[QuestionId, boolean]>([
    ['wait', false],
    ['recoveryForm.outcome', false],
    ['missingCodes.route', true],
  ])('of %s ends the waiting that hangs on it [reminder.lapses]', (question, goesOn) => {
    const waitsAt = question === 'recoveryForm.outcome' ? 'recoveryForm.reply' : 'wait';
    const progress = readProgress({ parked: { since: 0, until: dayMs, question: waitsAt } });
    unsettle(progress, question);
    expect(progress.parked !== undefined).toBe(goesOn);
  });
});

describe('waiting for something outside', () => {
  const parkedAt = (question: QuestionId): Progress => {
    const progress = readProgress({});
    park(progress, question, 1, dayMs);
    return progress;
  };

  it('lasts until a whole minute, and is not begun anew at the same question', () => {
    const progress = readProgress({});
    park(progress, 'wait', 5, 5 + dayMs);
    const first = { since: 5, until: dayMs + minute, question: 'wait' };
    expect(progress.parked).toEqual(first);
    park(progress, 'wait', 9, 9 + 3 * dayMs);
    expect(progress.parked).toEqual(first);
    park(progress, 'recoveryForm.reply', 9, 2 * dayMs);
    expect(progress.parked).toEqual({ since: 9, until: 2 * dayMs, question: 'recoveryForm.reply' });
  });

  it('is told in whole minutes: nobody who comes at the told one is early', () => {
    expect([0, 1, minute - 1, minute, minute + 1].map(toMinute)).toEqual([
      0,
      minute,
      minute,
      minute,
      2 * minute,
    ]);
    expect(dayMs).toBe(24 * 60 * minute);
  });

  it('ends for the question that it stands for alone', () => {
    const progress = parkedAt('wait');
    unpark(progress, 'recoveryForm.reply');
    expect(progress.parked).toBeDefined();
    unpark(progress, 'wait');
    expect(progress).not.toHaveProperty('parked');
    unpark(progress, 'wait');
    expect(progress).not.toHaveProperty('parked');
  });

  it('is ended by the bot unless the person stopped, answered or came before it [reminder.lapses]', () => {
    const waiting = parkedAt('wait');
    expect(reminderAt(waiting)).toBe(dayMs);
    expect(reminderAt({ ...waiting, answers: { welcome: 'personal' } })).toBe(dayMs);
    expect(reminderAt({ ...waiting, answers: { wait: 'haveWaited' } })).toBeUndefined();
    expect(reminderAt({ ...waiting, stopped: true })).toBeUndefined();
    expect(
      reminderAt({ ...waiting, parked: { since: 1, until: dayMs, question: 'wait', over: true } }),
    ).toBeUndefined();
    expect(reminderAt(readProgress({}))).toBeUndefined();
  });
});

describe('a new beginning', () => {
  const onTheWay = (): Progress => ({
    language: 'en',
    zone: 'Europe/Berlin',
    answers: { welcome: 'personal', signInHelper: 'martian', wait: 'remind' },
    early: { 'recoveryForm.twoStep': 'twoStepOff' },
    rounds: { welcome: { times: { notSure: 1 }, last: 'notSure' } },
    open: { question: 'wait', at: 7 },
    pending: 'startOver',
    correction: { question: 'welcome', choice: 'workOrSchool' },
    parked: { since: 0, until: dayMs, question: 'wait' },
    stopped: true,
    misunderstood: 2,
    toldSecrets: ['code'],
  });

  it('leaves what is known of the person, and nothing of the way so far [P1]', () => {
    const progress = onTheWay();
    restart(progress, []);
    expect(progress).toEqual({
      language: 'en',
      zone: 'Europe/Berlin',
      answers: {},
      early: {},
      rounds: {},
      open: { question: 'wait', at: 7 },
      misunderstood: 0,
      toldSecrets: ['code'],
    });
  });

  it('keeps the answers that are to stay, if this build knows them [P1]', () => {
    const progress = onTheWay();
    restart(progress, ['welcome', 'signInHelper', 'finish']);
    expect(progress.answers).toStrictEqual({ welcome: 'personal' });
  });
});
