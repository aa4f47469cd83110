import { describe, expect, it } from 'vitest';
import { decide } from '../../src/understanding/decide.ts';
import type { Decision } from '../../src/understanding/decision.ts';
import type { QuestionId } from '../../src/understanding/questions.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';
import { understand } from './english.ts';

const say = (text: string, open?: QuestionId): Decision => decide(understand(text, 'en'), open);
const scored = (...intents: Understanding['intents']): Understanding => ({
  intents,
  answers: {},
  secrets: [],
  redacted: '',
  empty: false,
});

describe('decide', () => {
  it('refuses what is surely a request [P3]', () => {
    expect(say('send me the code', 'signInHelper')).toMatchObject({ kind: 'refuse', intent: 'sendCode' });
  });

  it('is cautious about what may be one, with side questions to choose from [P3]', () => {
    const decision = decide(
      scored({ intent: 'changeAccount', score: 0.5 }, { intent: 'none', score: 0.2 }),
      'wait',
    );
    expect(decision).toMatchObject({ kind: 'caution', intent: 'changeAccount' });
    expect(decision.alternatives).toHaveLength(3);
  });

  it('lets no likely request pass for the side question beside it [P3]', () => {
    expect(
      decide(
        scored({ intent: 'newPhone', score: 0.9 }, { intent: 'resetSecurityInfo', score: 0.65 }),
        undefined,
      ).kind,
    ).toBe('caution');
    expect(
      decide(
        scored({ intent: 'newPhone', score: 0.9 }, { intent: 'resetSecurityInfo', score: 0.4 }),
        undefined,
      ).kind,
    ).toBe('answer');
  });

  it('answers a side question, and asks which when several are as near', () => {
    expect(decide(scored({ intent: 'voip', score: 0.65 }), undefined)).toMatchObject({
      kind: 'answer',
      intent: 'voip',
    });
    expect(
      decide(scored({ intent: 'voip', score: 0.65 }, { intent: 'hacked', score: 0.64 }), undefined),
    ).toMatchObject({
      kind: 'clarify',
      intent: 'voip',
      alternatives: ['hacked'],
    });
  });

  it('takes a mere answer as nothing but that [P1]', () => {
    expect(say('no luck', 'signInHelper')).toMatchObject({
      kind: 'none',
      intent: 'none',
      choice: { choice: 'stillStuck', named: false },
    });
    expect(say('I forgot my password', 'recoveryForm.password')).toMatchObject({
      kind: 'none',
      intent: 'none',
      choice: { choice: 'forgotPassword' },
    });
    expect(say('thanks, it worked', 'signInHelper')).toMatchObject({
      kind: 'none',
      choice: { choice: 'in' },
    });
  });

  it('takes the answer and refuses the request, or answers the question, of one message [P1] [P3]', () => {
    expect(say('no. send me the code', 'signInHelper')).toMatchObject({
      kind: 'refuse',
      choice: { choice: 'stillStuck' },
    });
    expect(say('no luck. are you a bot?', 'signInHelper')).toMatchObject({
      kind: 'answer',
      intent: 'aboutBot',
      choice: { choice: 'stillStuck' },
    });
  });

  it('gives named answers to other questions in the order of the conversation [P1]', () => {
    expect(say('I did the other methods, and the helper did not work', 'welcome').others).toEqual([
      { question: 'signInHelper', choice: 'stillStuck' },
      { question: 'alternateMethods', choice: 'noneWork' },
    ]);
    expect(say("I've done the helper and the other methods", 'signInHelper')).toMatchObject({
      choice: { choice: 'stillStuck', named: true },
      others: [{ question: 'alternateMethods', choice: 'noneWork' }],
    });
  });

  it('takes no bare "no" for an answer when the talk is steered by the same words [P1]', () => {
    const decision = say('no, go back', 'missingCodes.tried');
    expect(decision).toMatchObject({ kind: 'answer', intent: 'back' });
    expect(decision.choice).toBeUndefined();
  });

  it('does not hear the answer to a later question as a correction of an earlier one', () => {
    expect(say('they rejected it', 'recoveryForm.reply').others).toEqual([]);
    expect(say("it's a personal account", 'welcome.work').others).toEqual([]);
  });

  it('decides nothing about what it does not understand', () => {
    expect(say('xyzzy plugh', 'wait')).toEqual({
      kind: 'none',
      intent: 'none',
      score: 1,
      others: [],
      alternatives: [],
    });
  });
});
