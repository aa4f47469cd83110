import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Line, parseLines } from './lines-file.ts';

/** What one hand wrote in one language. */
export interface HandLines {
  readonly language: string;
  /** The name of its file without the ending. */
  readonly hand: string;
  readonly file: string;
  readonly lines: readonly Line[];
}

/** Reads every `.txt` in a folder, in the order of their names; none when there is no such folder. */
const readHands = (folder: string, language: string): HandLines[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      return {
        language,
        hand: basename(name, '.txt'),
        file,
        lines: parseLines(file, readFileSync(file, 'utf8')),
      };
    });
};

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/** The training lines of every language: `<locales>/<language>/utterances/lines/*.txt`. */
export const readTrainingLines = (localesFolder: string): HandLines[] =>
  foldersIn(localesFolder).flatMap((language) =>
    readHands(join(localesFolder, language, 'utterances', 'lines'), language),
  );

/** The development lines of every language: `<folder>/<language>/*.txt`. */
export const readDevelopmentLines = (folder: string): HandLines[] =>
  foldersIn(folder).flatMap((language) => readHands(join(folder, language), language));
