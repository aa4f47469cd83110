import { utcTime } from './return-file-url.ts';

/** One entry of a calendar. */
export interface CalendarEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When the file was made, in ms since 1970. */
  readonly madeAt: number;
  /** Names the entry among all others; the same for the same entry, so that a file that is opened twice adds one. */
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
}

/**
 * Writes a calendar of one entry, with an alarm at its time, as RFC 5545 has it. The entry takes a quarter of an hour and
 * keeps nobody from being free.
 */
export function writeCalendar({ at, madeAt, uid, summary, description, url }: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Latchkey//Return//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utcTime(madeAt)}`,
    `DTSTART:${utcTime(at)}`,
    'DURATION:PT15M',
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT0S',
    `DESCRIPTION:${escapeText(summary)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** A value of type TEXT (RFC 5545, 3.3.11). */
const escapeText = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

const octetsALine = 75;

/** Breaks a line so that none is longer than 75 octets, without its end, and no character is torn (RFC 5545, 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > octetsALine) {
      folded += '\r\n ';
      // The space counts to the new line.
      octets = 1;
    }
    folded += character;
    octets += more;
  }
  return folded;
}
