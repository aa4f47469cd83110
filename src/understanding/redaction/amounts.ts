import { always, type OrdinaryNumber, unlessCode } from './ordinary-number.ts';
import { otherUnits, priceLeads, shortUnits, timeUnits } from './vocabulary/measures.ts';

const decimal = '\\d{1,6}(?:[.,]\\d{3}){0,2}(?:[.,]\\d{1,2})?';
/** "36", "1.5", "1000": nobody counts longer ones, and "482913 minutes ago" is when a code came. */
const spanOfTime = '(?:\\d{1,3}(?:[.,]\\d{1,2})?|[1-9]0{3,5})';
/**
 * "24-48", "30 to 60", "24 48": two numbers before one unit. A longer one before another is no count: "482913 2 hours ago".
 */
const range =
  '(?<!\\d )(?:(?:\\d{1,3}|\\d{4}(?=\\D{1,5}\\d{4}))\\s?(?:-|to|or|/|bis|oder|a|o|y|und|and)\\s?\\d{1,4}|\\d{1,2} \\d{1,2})';

/** Prices, spans of time, measures and counts. */
export const amounts: readonly OrdinaryNumber[] = [
  always('[$€£¥₹]\\s?\\d{1,9}(?:[.,]\\d{1,3}){0,3}(?!\\d)'),
  always('(?<![\\d.,])\\d{1,6}(?:[.,]\\d{1,3}){0,2}\\s?[$€£¥₹]'),
  // 1.299,00 and 1,299.00: with both signs it is an amount.
  always('(?<![\\d.,])\\d{1,3}(?:(?:\\.\\d{3}){1,3},|(?:,\\d{3}){1,3}\\.)\\d{2}(?!\\d)'),
  unlessCode(
    `(?<![\\p{L}\\p{N}])(?:${priceLeads}) (?:me |mich |us |uns |nur |solo |only |about |de )?\\d{1,6}[.,]\\d{2}(?![\\d.,]*\\d)`,
  ),
  unlessCode('(?<![\\d.,])[1-9]\\d{0,2}(?:[.,]\\d{3}){0,2}[.,][05]00(?![\\d.,]*\\d)'),
  unlessCode(`(?<![\\d.,-]|\\d )(?:\\d{1,3}|\\d{1,2}[.,]\\d)\\s?-?(?:${shortUnits})(?![\\p{L}\\p{N}])`),
  always(
    `(?<![\\d.,-]|\\d )\\d{1,3}(?:\\s?(?:-|to|or|/|bis|oder|a|o)\\s?\\d{1,3})?\\+?\\s?-?(?:${timeUnits})(?![\\p{L}\\p{N}])`,
  ),
  unlessCode(`(?<![\\d.,])(?:${range}|${spanOfTime})\\+?\\s?-?(?:${timeUnits})(?![\\p{L}\\p{N}])`),
  unlessCode(`(?<![\\d.,])(?:${range}|${decimal})\\+?\\s?-?(?:${otherUnits})(?![\\p{L}\\p{N}])`),
];
