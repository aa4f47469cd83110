/** A line of a file that people write by hand. */
export interface WrittenLine {
  /** Where it stands, from 1. */
  readonly number: number;
  /** Without the white space around it. */
  readonly written: string;
}

/** The lines of a file but for empty ones and `# comments`; a byte order mark at its beginning does not count. */
export const writtenLines = (content: string): WrittenLine[] =>
  content
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .map((line, index) => ({ number: index + 1, written: line.trim() }))
    .filter(({ written }) => written !== '' && !written.startsWith('#'));
