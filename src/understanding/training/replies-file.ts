import { LatchkeyError } from '../../errors.ts';
import { replyClasses } from '../replies.ts';
import { writtenLines } from './written-lines.ts';

/** A text that somebody wrote as an example of what people type while a question is open. */
export interface ReplyLine {
  readonly text: string;
  /** What it replies, by the names of `replyClasses`; several when it would fit several questions. */
  readonly classes: readonly string[];
}

const fault = (file: string, number: number, message: string): LatchkeyError =>
  new LatchkeyError(
    'lines-invalid',
    `${file}:${number}: ${message}`,
    'A file of replies has sections [question/choice …] or [none] with a text a line; # begins a comment.',
  );

/**
 * Reads a file of replies: `# comment`, headings `[question/choice]`, with several of them where a text fits several
 * questions, or `[none]`, and one text a line.
 *
 * @param file its name, for errors
 * @throws LatchkeyError `lines-invalid` naming file and line
 */
export const parseReplies = (file: string, content: string): ReplyLine[] => {
  const lines: ReplyLine[] = [];
  let classes: readonly string[] | undefined;
  for (const { number, written } of writtenLines(content)) {
    const heading = /^\[([A-Za-z./ ]+)\]$/u.exec(written)?.[1];
    if (heading !== undefined) {
      classes = heading.split(' ');
      const unknown = classes.find((each) => !replyClasses.includes(each));
      if (unknown !== undefined) throw fault(file, number, `there is no reply "${unknown}"`);
    } else if (classes === undefined) throw fault(file, number, 'a line stands before the first heading');
    else lines.push({ text: written, classes });
  }
  return lines;
};
