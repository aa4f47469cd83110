import { describe, expect, it } from 'vitest';
import { beCautious, refuseRequest } from '../../../dialogs/interruptions/requests.ts';
import { refusalIntents } from '../../../src/understanding/intents.ts';
import { aHearing, buttonsIn, saidIn, speech } from './a-hearing.ts';

const words = (text: string) => text.split(/\s+/).filter(Boolean);

describe('a request that nobody in support may fulfil', () => {
  it.each(refusalIntents)('is refused in the reviewed words, and all of them: %s [P3]', (intent) => {
    const hearing = aHearing({ open: 'wait' });
    refuseRequest(hearing, intent);
    const reviewed = speech.answer('en', intent)?.text ?? '';
    expect(words(reviewed).length).toBeGreaterThan(10);
    expect(words(saidIn(hearing))).toEqual(words(reviewed));
    expect(buttonsIn(hearing)).toEqual([]);
  });

  it('that is doubtful gets caution, and the questions it may stand for as buttons [P3]', () => {
    const hearing = aHearing({
      open: 'wait',
      decision: { kind: 'caution', intent: 'sendCode', alternatives: ['voip', 'hacked'] },
    });
    beCautious(hearing);
    expect(saidIn(hearing)).toBe(speech.say('en', 'caution.request'));
    expect(buttonsIn(hearing)).toEqual([
      speech.answer('en', 'voip')?.title,
      speech.answer('en', 'hacked')?.title,
    ]);
  });
});
