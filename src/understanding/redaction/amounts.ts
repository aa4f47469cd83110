import { always, type OrdinaryNumber, unlessCode } from './ordinary-number.ts';
import { otherUnits, priceLeads, shortUnits, timeUnits } from './vocabulary/measures.ts';

const decimal = '\\d{1,6}(?:[.,]\\d{3}){0,2}(?:[.,]\\d{1,2})?';
/** "24-48", "30 to 60", "2 o 3": two numbers before one unit. */
const range = '(?:\\s?(?:-|to|or|/|bis|oder|a|o|y|und|and|\\s)\\s?\\d{1,4})?';

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
  unlessCode(`(?<![\\d.,])${decimal}${range}\\+?\\s?-?(?:${timeUnits}|${otherUnits})(?![\\p{L}\\p{N}])`),
];
