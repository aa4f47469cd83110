import { LatchkeyError } from '../../errors.ts';
import { type Intent, isIntent } from '../intents.ts';
import { writtenLines } from './written-lines.ts';

/** A text that somebody wrote as an example of what people type. */
export interface Line {
  readonly text: string;
  readonly intent: Intent;
  /** True for a hard negative: the nearest thing to another intent, labelled by what it really is. */
  readonly contrast: boolean;
  /** Where it stands, from 1. */
  readonly number: number;
}

/** No example is longer than this, in UTF-16 units. */
const longest = 4000;

const fault = (file: string, number: number, message: string): LatchkeyError =>
  new LatchkeyError(
    'lines-invalid',
    `${file}:${number}: ${message}`,
    'A file of lines has sections [intent] with a text a line, and [contrast] with "intent | text"; # begins a comment.',
  );

/**
 * Reads a file of example lines: `# comment`, `[intent]` headings, one text a line, and `[contrast]` with lines
 * `intent | text`; a heading may come again.
 *
 * @param file its name, for errors
 * @throws LatchkeyError `lines-invalid` naming file and line
 */
export const parseLines = (file: string, content: string): Line[] => {
  const lines: Line[] = [];
  let section: Intent | 'contrast' | undefined;
  for (const { number, written } of writtenLines(content)) {
    const heading = /^\[([A-Za-z]+)\]$/u.exec(written)?.[1];
    if (heading !== undefined) {
      if (heading !== 'contrast' && !isIntent(heading)) {
        throw fault(file, number, `there is no intent "${heading}"`);
      }
      section = heading;
      continue;
    }
    if (section === undefined) throw fault(file, number, 'a line stands before the first [intent]');
    lines.push(lineOf(file, number, section, written));
  }
  return lines;
};

const lineOf = (file: string, number: number, section: Intent | 'contrast', written: string): Line => {
  const contrast = section === 'contrast';
  const bar = written.indexOf('|');
  const intent = contrast ? written.slice(0, Math.max(0, bar)).trim() : section;
  const text = contrast ? written.slice(bar + 1).trim() : written;
  if (contrast && bar < 0) throw fault(file, number, 'a line of [contrast] is "intent | text"');
  if (!isIntent(intent)) throw fault(file, number, `there is no intent "${intent}"`);
  if (text === '') throw fault(file, number, 'there is no text');
  if (text.length > longest) throw fault(file, number, `the text has over ${longest} characters`);
  return { text, intent, contrast, number };
};
