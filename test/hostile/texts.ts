import fc from 'fast-check';

/** A text, as data that is short enough to be printed: itself, or a unit that is repeated. */
export type HostileText = string | { readonly unit: string; readonly times: number };

export const spell = (text: HostileText): string =>
  typeof text === 'string' ? text : text.unit.repeat(text.times);

/** Somewhat less than an activity may hold as JSON, so that it is read and not refused. */
const longest = 250_000;

/** A unit, as often as an activity can hold it. */
const filledWith = (unit: string): HostileText => ({
  unit,
  times: Math.floor(longest / (JSON.stringify(unit).length - 2)),
});

/**
 * What patterns for codes, addresses, numbers, passwords and words could choke on when it is repeated: almost a match
 * each time, or a match in many ways.
 */
const units = [
  'a',
  ' ',
  '\t\n',
  '0',
  '0 ',
  '0-',
  '1.',
  '+1 (',
  '4111 1111 1111 111',
  'a@',
  '@a.',
  'a.',
  'a@b.',
  'a at b dot ',
  'one two ',
  'code ',
  'code: ',
  'my code is ',
  'my password is ',
  'password password=',
  'pw:"',
  '"',
  "'",
  '(((',
  'no ',
  'yes no ',
  'not not ',
  "didn't didn't ",
  'send me the ',
  'reset ',
  'what is ',
  'é',
  'e\u0301\u0302\u0303',
  '\u200d',
  '\u202e\u2066',
  '\u0000',
  '\ud800',
  '\udc00',
  '\ufeff',
  'İ',
  'ﬃ',
  'ß',
  '👩‍👩‍👧‍👦',
  '١٢٣',
  'кod ',
  'https://a.',
  '<a href="',
  '${{',
  '{{#',
  '\\',
  '%00',
  '../',
  "'; DROP TABLE ",
];

/** One of them, or a few in a row. */
const unit = fc.oneof(
  fc.constantFrom(...units),
  fc.array(fc.constantFrom(...units), { minLength: 2, maxLength: 5 }).map((some) => some.join('')),
);

export const hostileText: fc.Arbitrary<HostileText> = fc.oneof(
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 10, arbitrary: fc.array(unit, { maxLength: 30 }).map((some) => some.join('')) },
  { weight: 10, arbitrary: fc.record({ unit, times: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 3, arbitrary: unit.map(filledWith) },
);

/** What was typed must stand in no refusal and no line of the log; it stands in many bodies. */
export const canary = 'zyzzyva-typed-by-a-person';
