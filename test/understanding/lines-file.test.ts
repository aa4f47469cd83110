import { describe, expect, it } from 'vitest';
import { parseLines } from '../../src/understanding/training/lines-file.ts';

const faultOf = (content: string): string => {
  try {
    parseLines('x.txt', content);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
};

describe('a file of lines', () => {
  it('has sections, one text a line, comments, and hard negatives, in any order', () => {
    const content = '# who\n[sendCode]\nsend it | now\n\n[contrast]\nscam | he said: send it\n[none]\nhm\n';
    expect(parseLines('x.txt', content)).toEqual([
      { text: 'send it | now', intent: 'sendCode', contrast: false, number: 3 },
      { text: 'he said: send it', intent: 'scam', contrast: true, number: 6 },
      { text: 'hm', intent: 'none', contrast: false, number: 8 },
    ]);
  });

  it.each([
    ['hello', 'x.txt:1: a line stands before the first [intent]'],
    ['[none]\na\n[sendcode]\nb', 'x.txt:3: there is no intent "sendcode"'],
    ['[contrast]\nno bar', 'x.txt:2: a line of [contrast] is "intent | text"'],
    ['[contrast]\nnobody | text', 'x.txt:2: there is no intent "nobody"'],
    ['[contrast]\nnone | ', 'x.txt:2: there is no text'],
    [`[none]\n${'a'.repeat(4001)}`, 'x.txt:2: the text has over 4000 characters'],
  ])('that is not so names its line: %j', (content, fault) => {
    expect(faultOf(content)).toBe(fault);
  });
});
