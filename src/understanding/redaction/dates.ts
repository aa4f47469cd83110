import { always, type OrdinaryNumber, unlessCode } from './ordinary-number.ts';
import { births, months, surelyYearLeads, yearFollows, yearLeads } from './vocabulary/calendar.ts';

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:18|19|20)\\d{2}';
/** "of", "de", "del", or a comma: what stands between month and year. */
const yearBehind = `(?:,? (?:of |de |del )?${year}(?!\\d))?`;

/** What stands between the first and the last of some years: "2008-2012". */
const upTo = '\\s?(?:-|/|to|bis|a|and|und|y|or|oder|o)\\s?';

const article = '(?:the |el |ano |year |jahr |dem jahr |el ano )?';

/** Times, dates and years. */
export const dates: readonly OrdinaryNumber[] = [
  always('(?<![\\d:.])(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?(?![\\d:])'),
  // "14.30 Uhr", "14 Uhr 30", "um 8 Uhr", "14h30".
  always('(?<![\\d.,])(?:[01]?\\d|2[0-4])(?:[.:][0-5]\\d)? ?uhr(?: [0-5]?\\d(?!\\d))?'),
  always('(?<![\\p{L}\\p{N}])(?:at|um|gegen|las) (?:[01]?\\d|2[0-3])\\.[0-5]\\d(?![.,-]?\\d)'),
  always('(?<![\\d.,])(?:[01]?\\d|2[0-3])h[0-5]\\d(?![\\p{L}\\p{N}])'),
  // 2024-05-12, with a time.
  always(`(?<![\\d./-])\\d{4}-${month}-${day}(?:t\\d{2}:\\d{2}(?::\\d{2})?z?)?(?![\\d-])`),
  // 12/05/2024 and 12.05.2024, either part first.
  always(`(?<![\\d./-])${day}([./-])${day}\\1${year}(?![\\d./-]?\\d)`),
  always(`(?<![\\d./-])${day}\\/${day}(?:\\/\\d{2})?(?![\\d/]|[.-]\\d)`),
  // "am 3.4.", "am 03.04.24".
  always(`(?<![\\d./-])${day}\\.${month}\\.(?:\\d{2}(?!\\d))?(?![ .]?\\d)`),
  // "March 5, 2021", "5th of March 2021", "3. April 2024", "15 de marzo de 2023", "May 2020".
  always(`(?<![a-z0-9])(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? ${year})?(?![a-z0-9])`),
  always(
    `(?<![\\p{L}\\p{N}])\\d{1,2}(?:st|nd|rd|th|\\.|o)?(?: of| de)? ?(?:${months})(?![\\p{L}])\\.?${yearBehind}`,
  ),
  always(`(?<![\\p{L}])(?:${months})\\.?,? (?:of |de |del )?${year}(?!\\d)`),
  always(`(?<![\\p{L}\\p{N}])(?:${surelyYearLeads}) ${article}${year}s?(?![\\p{L}\\p{N}]|[ .-]\\d)`),
  unlessCode(`(?<![\\p{L}\\p{N}])(?:${yearLeads}) ${article}${year}s?(?![\\p{L}\\p{N}])`),
  unlessCode(`(?<![\\d.,-])${year} (?:${yearFollows})(?![\\p{L}\\p{N}])`),
  unlessCode(`(?<![\\d-])(?:1[89]\\d{2}${upTo}1[89]\\d{2}|${year}${upTo}20\\d{2})(?![\\d-])`),
  unlessCode(`(?<![\\p{L}])(?:${births})(?:[^\\d\\n]{1,60}${year}(?!\\d)){1,3}`),
];
