import { describe, expect, it } from 'vitest';
import { comesTooSoon } from '../../../dialogs/interruptions/reading-guard.ts';
import type { Progress } from '../../../dialogs/progress.ts';
import { aHearing, now, readingMs } from './a-hearing.ts';

const asked = 'signInHelper';
const bare = { choice: 'stillStuck', named: false } as const;
const named = { choice: 'locked', named: true } as const;
/** The question was asked this long ago, in ms. */
const askedAgo = (ms: number): Pick<Progress, 'open'> => ({ open: { question: asked, at: now - ms } });
const cameUpAgain = { rounds: { [asked]: { times: { locked: 1 }, last: 'locked' } } };

describe('an answer before its question could be read', () => {
  it('is none while it is bare; once the time is over, it is one [P1]', () => {
    const comesAfter = (ms: number) =>
      comesTooSoon(aHearing({ open: asked, decision: { choice: bare }, progress: askedAgo(ms) }));
    expect(comesAfter(0)).toBe(true);
    expect(comesAfter(readingMs - 1)).toBe(true);
    expect(comesAfter(readingMs)).toBe(false);
  });

  it('is one when it names its question [P1]', () => {
    expect(comesTooSoon(aHearing({ open: asked, decision: { choice: named }, progress: askedAgo(0) }))).toBe(
      false,
    );
  });

  it('is none, even named, when it repeats what brought the question back: a double tap [P1]', () => {
    const tapsAgain = (ms: number, more: Partial<Progress> = {}) =>
      comesTooSoon(
        aHearing({
          open: asked,
          decision: { choice: named },
          progress: { ...askedAgo(ms), ...cameUpAgain, ...more },
        }),
      );
    expect(tapsAgain(10)).toBe(true);
    expect(tapsAgain(readingMs)).toBe(false);
    expect(tapsAgain(10, { answers: { [asked]: 'locked' } })).toBe(false);
    expect(tapsAgain(10, { rounds: { [asked]: { times: { cannotFind: 1 }, last: 'cannotFind' } } })).toBe(
      false,
    );
  });

  it('is not looked for where there is no answer, no question asked, or no time known [P1]', () => {
    expect(comesTooSoon(aHearing({ open: asked, progress: askedAgo(0) }))).toBe(false);
    expect(
      comesTooSoon(
        aHearing({ open: asked, asked: undefined, decision: { choice: bare }, progress: askedAgo(0) }),
      ),
    ).toBe(false);
    expect(comesTooSoon(aHearing({ open: asked, decision: { choice: bare } }))).toBe(false);
    expect(
      comesTooSoon(
        aHearing({ open: asked, decision: { choice: bare }, progress: { open: { question: asked } } }),
      ),
    ).toBe(false);
  });
});
