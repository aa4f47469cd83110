import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Line, parseLines } from './lines-file.ts';
import { parseReplies, type ReplyLine } from './replies-file.ts';

/** What one hand wrote in one language. */
export interface Hand<T> {
  readonly language: string;
  /** The name of its file without the ending. */
  readonly hand: string;
  readonly file: string;
  readonly lines: readonly T[];
}

/** Lines with the intents that they are examples of. */
export type HandLines = Hand<Line>;

type Parse<T> = (file: string, content: string) => T[];

/** Reads every `.txt` in a folder, in the order of their names; none when there is no such folder. */
const readHands = <T>(folder: string, language: string, parse: Parse<T>): Hand<T>[] => {
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
        lines: parse(file, readFileSync(file, 'utf8')),
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

const readUtterances = <T>(localesFolder: string, name: string, parse: Parse<T>): Hand<T>[] =>
  foldersIn(localesFolder).flatMap((language) =>
    readHands(join(localesFolder, language, 'utterances', name), language, parse),
  );

/** The training lines of every language: `<locales>/<language>/utterances/lines/*.txt`. */
export const readTrainingLines = (localesFolder: string): HandLines[] =>
  readUtterances(localesFolder, 'lines', parseLines);

/** What people reply to questions, in every language: `<locales>/<language>/utterances/replies/*.txt`. */
export const readReplies = (localesFolder: string): Hand<ReplyLine>[] =>
  readUtterances(localesFolder, 'replies', parseReplies);

/** The development lines of every language: `<folder>/<language>/*.txt`. */
export const readDevelopmentLines = (folder: string): HandLines[] =>
  foldersIn(folder).flatMap((language) => readHands(join(folder, language), language, parseLines));
