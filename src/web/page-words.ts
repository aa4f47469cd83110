import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { readYaml } from '../speech/locale-files.ts';

const text = z.string().trim().min(1);

/** A page to read. */
const readingPage = z.strictObject({
  title: text,
  sections: z.array(z.strictObject({ heading: text, text: z.array(text).min(1) })).min(1),
});

const pageFile = z.strictObject({
  title: text,
  description: text,
  tagline: text,
  skip: text,
  about: z.strictObject({ open: text, heading: text, helps: text, place: text }),
  limits: z.strictObject({ heading: text, notMicrosoft: text, cannot: text, never: text }),
  steps: z.strictObject({
    heading: text,
    list: z.array(z.strictObject({ name: text, text, how: z.array(text).min(1) })).length(5),
    none: text,
    read: text,
  }),
  menu: z.strictObject({
    open: text,
    startOver: text,
    startOverHint: text,
    print: text,
    save: text,
    saveHint: text,
    fileName: text,
    shared: text,
    sharedHint: text,
    forget: text,
    forgetHint: text,
    ask: text,
    asks: text,
    delete: text,
    keep: text,
    forgotten: text,
    notForgotten: text,
  }),
  chat: z.strictObject({
    label: text,
    placeholder: text,
    send: text,
    answers: text,
    hasLinks: text,
    hasAnswers: text,
    newTab: text,
    botSaid: text,
    youSaid: text,
    justNow: text,
    back: text,
    backAt: text.includes('{place}'),
    goOn: text,
  }),
  status: z.strictObject({
    opening: text,
    reconnecting: text,
    unreachable: text,
    offline: text,
    switchedOff: text,
  }),
  broken: z.strictObject({ text, again: text }),
  noScript: text,
  off: text,
  pages: z.strictObject({
    back: text,
    carrier: z.strictObject({ own: text, azure: text }),
    privacy: readingPage,
    terms: readingPage,
  }),
  launcher: z.strictObject({
    close: text,
    dismiss: text,
    unread: text.includes('{count}'),
    failed: text,
    newTab: text,
    owner: text.includes('{origin}'),
  }),
});

/** The words of the help page and the widget in one language. `{botName}` in them stands for the bot's name. */
export interface PageWords extends z.infer<typeof pageFile> {
  /** The language's tag, such as `en`. */
  readonly lang: string;
  /** Which way it is written. */
  readonly dir: 'ltr' | 'rtl';
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ps', 'ur', 'yi']);

/**
 * Reads the words of the help page in all languages that have them.
 *
 * @param localesFolder the folder with one folder a language
 * @throws LatchkeyError `WordsUnusable`, naming the file and what is wrong in it
 */
export const readAllPageWords = (localesFolder: string): readonly PageWords[] =>
  readdirSync(localesFolder)
    .map((name) => join(localesFolder, name))
    .filter((folder) => existsSync(join(folder, 'page.yaml')))
    .map(readPageWords);

/** The words with the bot's name in its places. */
export function withBotName(words: PageWords, botName: string): PageWords {
  const text = JSON.stringify(words, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('{botName}', botName) : value,
  );
  return JSON.parse(text) as PageWords;
}

/**
 * Reads the words of the help page.
 *
 * @param folder the folder of the language, such as `locales/en`; its name is the language's tag
 * @throws LatchkeyError `WordsUnusable`, naming the file and what is wrong in it
 */
export function readPageWords(folder: string): PageWords {
  const lang = basename(folder);
  const dir = rightToLeft.has(lang.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
  return { ...readYaml(join(folder, 'page.yaml'), pageFile), lang, dir };
}
