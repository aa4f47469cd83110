import { amounts } from './amounts.ts';
import { dates } from './dates.ts';
import { labelledNumbers } from './labelled-numbers.ts';
import { isCodeLead } from './vocabulary/codes.ts';

const ordinary = [...dates, ...amounts, ...labelledNumbers];
/** How many characters before a number are looked at for the name of a code. */
const before = 40;

/** Finds the numbers that are no secret, first to last. Linear: each pattern reads the text once, without nesting. */
export const findOrdinaryNumbers = (text: string): { start: number; end: number }[] => {
  const found: { start: number; end: number }[] = [];
  for (const { pattern, unlessCode } of ordinary) {
    for (const match of text.matchAll(pattern)) {
      if (unlessCode && isCodeLead(text.slice(Math.max(0, match.index - before), match.index))) continue;
      found.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
