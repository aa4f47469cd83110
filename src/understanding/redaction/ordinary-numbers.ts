import { codeWords } from './vocabulary.ts';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const units =
  'hours?|hrs?|h|days?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?|yrs?|times?|people|persons?|users?|e-?mails?|messages?|texts?|attempts?|tries|percent|%|dollars?|bucks|euros?|pounds|usd|eur|gbp|inr|rupees|kr|gb|mb|kb|tb|mhz|ghz|px|p|k|mah|characters?|digits?|letters?|photos?|pictures|files?|contacts?|points|miles|km|steps?|ways?|am|pm|st|nd|rd|th|s';
const productWords =
  'office|outlook|windows|win|microsoft|m|server|exchange|sharepoint|xbox|iphone|galaxy|pixel|version|ver|v|build|edition|ios|android|port|page|chapter|article|kb|question|step|option|number|no|nr|line|room|figure|part|part|surface|dynamics|flight|area code|error|err|event|http|status|result|aadsts|kb|cve|hresult';
const yearLead =
  'in|since|from|year|of|until|till|by|around|about|circa|before|after|during|early|late|mid|summer|winter|spring|autumn|fall|back in|class of|copyright|©|than';
const yearFollow =
  'account|laptop|pc|computer|phone|version|macbook|hotmail|outlook|office|edition|model|win|xp|ford|car|email';

/** Numbers that are never a secret, whatever stands before them. */
const always: readonly RegExp[] = [
  /(?<![a-z0-9])0x[0-9a-f]{1,16}(?![a-z0-9])/g,
  /(?<![\p{L}\p{N}])(?:aadsts|kb|cve|hresult)[-\s]?\d{1,10}(?:-\d{1,7})?(?!\d)/gu,
  // Identifiers in links and on error pages.
  /(?<![a-z0-9-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![a-z0-9-])/g,
  /https:\/\/(?:support|account|learn|login|go)\.(?:microsoft|live)\.com\/[a-z0-9/_.?=&%#-]{0,300}/g,
  // Times and dates.
  /(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])/g,
  /(?<![\d./-])\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:t\d{2}:\d{2}(?::\d{2})?z?)?(?![\d-])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d{2}(?![\d./-]?\d)/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|[12]\d|3[01])(?:\/\d{2})?(?![\d/]|[.-]\d)/g,
  new RegExp(
    `(?<![a-z0-9])(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d{2})?(?![a-z0-9])`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})\\.?(?:,? (?:19|20)\\d{2})?(?![a-z0-9])`,
    'g',
  ),
  new RegExp(`(?<![a-z])(?:${months})\\.?,? (?:19|20)\\d{2}(?!\\d)`, 'g'),
  // Prices.
  /[$€£¥₹]\s?\d{1,9}(?:[.,]\d{1,3}){0,3}(?!\d)/g,
  /(?<![\d.,])\d{1,6}(?:[.,]\d{1,3})?\s?[$€£¥₹]/g,
  // Places in the procedure.
  /(?<![a-z])steps?\s{0,2}#?\d{1,2}(?:\s{0,2}(?:of|\/|to|and|-|,)\s{0,2}\d{1,2}){0,4}(?!\d)/g,
  /(?<![\d.,])\d{1,2} (?:of|out of) \d{1,3}(?!\d)/g,
  /(?<![a-z0-9]|\d[\s.-])(?:2\s?-?(?:fa|sv|step|factor)|24\/7|365|50\/50)(?![a-z0-9]|[\s.-]\d)/g,
];

/** Numbers that are ordinary unless a code was spoken of just before. */
const unlessCode: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d.,])\\d{1,5}(?:\\s?(?:-|to|or|/|\\s)\\s?\\d{1,4})?\\+?\\s?-?(?:${units})(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${yearLead}) (?:the )?(?:19|20)\\d{2}s?(?![\\p{L}\\p{N}])`, 'gu'),
  new RegExp(`(?<![\\d.,-])(?:19|20)\\d{2} (?:${yearFollow})(?![\\p{L}\\p{N}])`, 'gu'),
  /(?<![\d-])(?:19|20)\d{2}\s?-\s?(?:19|20)\d{2}(?![\d-])/g,
];

/** Words before a number that make it the number of a product, an error or a page. */
const labelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${productWords})(?: (?:code|number|id|message))?[\\s:#.=-]{0,3}(?:is )?\\d{1,5}(?:\\.\\d{1,5}){0,3}(?:h\\d)?(?: \\d\\dh\\d)?(?!\\d|[\\s.,-]{1,2}\\d)`,
  'gu',
);
/** Of an error, longer numbers too: "error code 80072f8f", "error: 80190001". */
const errorNumber =
  /(?<![a-z])(?:error|err|stop|exception|fehler|erreur)(?: (?:code|number|message))?[\s:#=-]{0,3}(?:is |was |says? )?[0-9a-f]{3,10}(?![a-z0-9])/g;

/** Finds the numbers that are no secret, first to last. Linear: each pattern reads the text once, without nesting. */
export const findOrdinaryNumbers = (text: string): { start: number; end: number }[] => {
  const found: { start: number; end: number }[] = [];
  const add = (match: RegExpMatchArray) => {
    const start = match.index as number;
    found.push({ start, end: start + match[0].length });
  };
  for (const pattern of [...always, errorNumber]) for (const match of text.matchAll(pattern)) add(match);
  for (const pattern of [...unlessCode, labelled]) {
    for (const match of text.matchAll(pattern)) {
      if (!codeWords.test(text.slice(Math.max(0, match.index - 40), match.index))) add(match);
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
