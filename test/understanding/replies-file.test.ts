import { describe, expect, it } from 'vitest';
import { parseReplies } from '../../src/understanding/training/replies-file.ts';

describe('a file of replies', () => {
  it('has sections of one choice, of several, or of none, with one text a line, and comments', () => {
    const content = '# who\n[finish/helpful startOver/confirm]\nyep\n\n[none]\nwhich one?\n';
    expect(parseReplies('x.txt', content)).toEqual([
      { text: 'yep', classes: ['finish/helpful', 'startOver/confirm'] },
      { text: 'which one?', classes: ['none'] },
    ]);
  });

  it.each([
    ['yep', 'x.txt:1: a line stands before the first heading'],
    ['[finish/yes]\nyep', 'x.txt:1: there is no reply "finish/yes"'],
    ['[finish/helpful finish/nope]\nyep', 'x.txt:1: there is no reply "finish/nope"'],
  ])('that is not so names its line: %j', (content, fault) => {
    expect(() => parseReplies('x.txt', content)).toThrow(fault);
  });
});
