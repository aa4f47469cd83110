import { always, type OrdinaryNumber, unlessCode } from './ordinary-number.ts';
import { claims, faults, places, postcodes, products } from './vocabulary/things.ts';

/** "number", "Nr.", "#", ":" between a name and its number. */
const numberWord = '(?:[ -]?(?:numbers?|numero|nummer|no|nr|num|n|id|message)\\.?)?';
const is = '(?:(?:is|ist|es|lautet|was|war) )?';

/** Numbers of products, faults, pages, links, people and cases: known by the word before them. */
export const labelledNumbers: readonly OrdinaryNumber[] = [
  always('(?<![a-z0-9])0x[0-9a-f]{1,16}(?![a-z0-9])'),
  always('(?<![\\p{L}\\p{N}])(?:aadsts|caa|kb|cve|hresult)[-\\s]?\\d{1,10}(?:-\\d{1,7})?(?!\\d)'),
  // Identifiers in links and on error pages.
  always('(?<![a-z0-9-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![a-z0-9-])'),
  always(
    'https:\\/\\/(?:support|account|learn|login|go)\\.(?:microsoft|live)\\.com\\/[a-z0-9/_.?=&%#-]{0,300}',
  ),
  always('(?<![\\p{L}\\p{N}])(?:192\\.168|127\\.0)(?:\\.\\d{1,3}){2}(?![\\d.]*\\d)'),
  unlessCode(
    '(?<![\\p{L}\\p{N}])ip(?:[ -]?(?:address|adresse))?[\\s:]{0,3}(?:is |ist |es )?\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)',
  ),
  // Places in the procedure.
  always(
    '(?<![a-z])(?:steps?|pasos?|schritte?)\\s{0,2}#?\\d{1,2}(?:\\s{0,2}(?:of|\\/|to|and|-|,|de|a|y|von|bis|und)\\s{0,2}\\d{1,2}){0,4}(?!\\d)',
  ),
  always('(?<![\\d.,])\\d{1,2} (?:of|out of|de|von) \\d{1,3}(?!\\d)'),
  always(
    '(?<![a-z0-9]|\\d[\\s.-])(?:2\\s?-?(?:fa|sv|step|factor)|24\\/7|365|50\\/50)(?![a-z0-9]|[\\s.-]\\d)',
  ),
  always(
    `(?<![a-z])(?:${faults})(?: (?:code|number|message|nr\\.?|numero))?[\\s:#=-]{0,3}(?:is |was |says? |ist |lautet |es )?[0-9a-f]{3,10}(?![a-z0-9])`,
  ),
  // "500121 error".
  unlessCode('(?<![\\p{L}\\p{N}.,-])\\d{3,8} (?:errors?|fehler)(?![\\p{L}\\p{N}])'),
  unlessCode(
    `(?<![\\p{L}\\p{N}])(?:${products})(?:[ -]?code|${numberWord})[\\s:#.=-]{0,3}(?:is )?\\d{1,5}(?:\\.\\d{1,5}){0,3}(?:h\\d)?(?: \\d\\dh\\d)?(?!\\d|[\\s.-]{1,2}\\d)`,
  ),
  unlessCode(
    `(?<![\\p{L}\\p{N}])(?:${places})${numberWord}[\\s:#.=-]{0,3}(?:is )?\\d{1,3}(?!\\d|[\\s.-]{1,2}\\d)`,
  ),
  always(`(?<![\\p{L}\\p{N}])(?:${postcodes})[\\s:.#-]{0,3}${is}(?:[a-z]-)?\\d{4,5}(?:-\\d{4})?(?![\\d-])`),
  unlessCode(`(?<![\\p{L}\\p{N}])(?:${claims})${numberWord}[\\s:.#-]{0,3}${is}\\d{2,16}(?![\\d-]|[ .]\\d)`),
  // The last figures of a number, as the sign-in page shows them.
  unlessCode(
    '(?<![\\p{L}\\p{N}])(?:end(?:s|ing|et|end)?|termina(?:do|da|n)?|acaba(?:do|da|n)?) (?:with|in|on|mit|auf|en|con)?:? ?(?:the )?\\d{1,4}(?![\\d-]|[ .]\\d)',
  ),
  // "The 0207 number", "that +1 917 number": no more than where it begins.
  unlessCode(
    '(?<![\\p{L}\\p{N}+.,-])(?:\\+\\d{1,3}[ -]?\\d{0,4}|0\\d{2,4}|1[ -]?8\\d\\d)[ -](?:numbers?|nummern?|lines?)(?![\\p{L}\\p{N}])',
  ),
];
