import { describe, expect, it } from 'vitest';
import { spokenAbout, tellsAbout } from '../../src/understanding/redaction/vocabulary/told-about.ts';

const words = (text: string): string[] => text.split(' ');

describe('a word behind "password is"', () => {
  it.each(
    words(
      // In the list, their plurals, and what happened to a password, whichever verb says so.
      'wrong incorrecta falsch laptops requirements misplaced painted altered gesperrt geklebt abgetippt ausgetrunken freigeschaltet vergeben vermietet verlegen gemerkt',
    ),
  )('tells about it: %s', (word) => {
    expect(tellsAbout(word)).toBe(true);
  });

  it.each(
    words(
      'bluebird mariposa blauvogel fred agreed laptopx slaptop painted2 1painted gebt verbrt vermietetes wegt abgexen2 gemerktes s',
    ),
  )('is the password itself: %s [P4]', (word) => {
    expect(tellsAbout(word)).toBe(false);
  });

  it('is none where nothing stands', () => {
    expect(tellsAbout('')).toBe(false);
  });
});

describe('a clause that only speaks of a password', () => {
  it.each(
    words(
      'forget forgot forgotten forgetting lost lose know knew remember remembered reset resetting chang changing changed ' +
        'recover recovered recovery enter entered entering need needed want wanted ask asked updat update updating creat create ' +
        'creating send sending sent email emailed emails give gave share shared tell told hack hacked hacking stole stolen how ' +
        'what why where when who which is does do did can could should would will was has with without no wrong incorrect for by ' +
        'or than',
    ),
  )('says so by: %s', (word) => {
    expect(spokenAbout.test(`so i ${word} my `)).toBe(true);
  });

  it.each(words('forgat knows shares this doing canned wills nor unreset misspend thans'))(
    'does not say so by: %s [P4]',
    (word) => {
      expect(spokenAbout.test(`so i ${word} my `)).toBe(false);
    },
  );
});
