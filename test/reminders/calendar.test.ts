import { describe, expect, it } from 'vitest';
import { type CalendarEntry, writeCalendar } from '../../src/reminders/calendar.ts';

const entry: CalendarEntry = {
  at: Date.UTC(2030, 0, 8, 9, 1),
  madeAt: Date.UTC(2030, 0, 7, 9, 0, 30, 250),
  uid: '20300108T090100Z-return@help.example.com',
  summary: 'Latchkey: go on',
  description: 'Go on here: https://help.example.com/',
  url: 'https://help.example.com/',
};

/** What a calendar reads: lines unfolded, each a name with its parameters and a value. */
const read = (text: string): [string, string][] =>
  text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1)];
    });

const textOf = (text: string, name: string): string | undefined =>
  read(text).find(([one]) => one === name)?.[1];

describe('a calendar of one entry [reminder.calendar]', () => {
  it('has what RFC 5545 asks of it, in order, and an alarm at its time', () => {
    expect(read(writeCalendar(entry))).toEqual([
      ['BEGIN', 'VCALENDAR'],
      ['VERSION', '2.0'],
      ['PRODID', '-//Latchkey//Return//EN'],
      ['CALSCALE', 'GREGORIAN'],
      ['BEGIN', 'VEVENT'],
      ['UID', '20300108T090100Z-return@help.example.com'],
      ['DTSTAMP', '20300107T090030Z'],
      ['DTSTART', '20300108T090100Z'],
      ['DURATION', 'PT15M'],
      ['SUMMARY', 'Latchkey: go on'],
      ['DESCRIPTION', 'Go on here: https://help.example.com/'],
      ['URL', 'https://help.example.com/'],
      ['TRANSP', 'TRANSPARENT'],
      ['BEGIN', 'VALARM'],
      ['ACTION', 'DISPLAY'],
      ['TRIGGER', 'PT0S'],
      ['DESCRIPTION', 'Latchkey: go on'],
      ['END', 'VALARM'],
      ['END', 'VEVENT'],
      ['END', 'VCALENDAR'],
    ]);
  });

  it('ends every line with CRLF, and has no other line end', () => {
    const text = writeCalendar({ ...entry, description: 'one\r\ntwo\nthree' });
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(textOf(text, 'DESCRIPTION')).toBe('one\\ntwo\\nthree');
  });

  it('escapes what has a meaning in a text', () => {
    const text = writeCalendar({ ...entry, summary: 'a, b; c: d \\ e' });
    expect(textOf(text, 'SUMMARY')).toBe('a\\, b\\; c: d \\\\ e');
  });

  it.each(['x'.repeat(300), 'ü'.repeat(200), '鍵'.repeat(120), '🔑'.repeat(90), `x${'🔑'.repeat(90)}`])(
    'has no line longer than 75 octets and tears no character: %.3s',
    (summary) => {
      const text = writeCalendar({ ...entry, summary });
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/\p{Cs}/u);
      }
      expect(textOf(text, 'SUMMARY')).toBe(summary);
    },
  );
});
