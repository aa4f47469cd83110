import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { match } from '@formatjs/intl-localematcher';
import { IntlMessageFormat } from 'intl-messageformat';
import { LatchkeyError } from '../errors.ts';
import type { Intent } from '../understanding/intents.ts';
import type { ChoiceId, QuestionId } from '../understanding/questions.ts';
import { type Link, type LocaleFiles, readLinks, readLocale } from './locale-files.ts';
import { isStepId, type StepId } from './steps.ts';

/** What a message can be given: numbers, texts of our own, never anything a person typed. */
export type Parameters = Readonly<Record<string, string | number>>;

/** Every sentence the bot says, in every language it speaks. */
export interface Speech {
  readonly languages: readonly string[];
  /** The best language there is for what an activity's `locale` asks; unknown or malformed ones get the default. */
  languageFor(locale: string | undefined): string;
  /**
   * A message as Markdown.
   *
   * @throws LatchkeyError `WordsMissing` for an unknown key or a missing parameter
   */
  say(language: string, key: string, parameters?: Parameters): string;
  /** The words of a question. */
  ask(language: string, question: QuestionId): string;
  /** The title of the button for a choice. */
  title(language: string, question: QuestionId, choice: ChoiceId): string;
  /** The title and the reviewed answer of a refusal or side question; undefined for other intents. */
  answer(language: string, intent: Intent): { title: string; text: string } | undefined;
  /** Every button that answers a question, by question and choice. */
  titles(language: string): LocaleFiles['questions'];
  /** Every button that stands for a refusal or side question, by intent. */
  intentTitles(language: string): Readonly<Partial<Record<Intent, string>>>;
  /** The address of a link of the allow-list. @throws LatchkeyError `WordsMissing` */
  link(id: string): string;
}

const defaultLanguage = 'en';

/**
 * Loads and checks the words under `folder` (one folder a language, and `links.yaml`).
 *
 * @throws LatchkeyError `WordsUnusable` when a message is malformed or shows a link where it must not
 */
export function loadSpeech(folder: string): Speech {
  const links = readLinks(join(folder, 'links.yaml'));
  // A language can be understood before it is spoken: its folder holds no messages yet.
  const languages = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'messages.yaml')))
    .sort();
  const voices = new Map(
    languages.map((name) => [name, createVoice(name, readLocale(join(folder, name)), links)]),
  );
  const voiceOf = (language: string): Voice => {
    const voice = voices.get(language) ?? voices.get(defaultLanguage);
    if (!voice) throw missing(language, 'language');
    return voice;
  };
  return {
    languages,
    languageFor(locale) {
      try {
        return locale ? match([locale], languages, defaultLanguage) : defaultLanguage;
      } catch {
        // A malformed tag is an unknown language, never an error (A3021).
        return defaultLanguage;
      }
    },
    say: (language, key, parameters) => voiceOf(language).say(key, parameters),
    ask: (language, question) => voiceOf(language).files.questions[question]?.ask ?? '',
    title: (language, question, choice) => voiceOf(language).files.questions[question]?.choices[choice] ?? '',
    answer: (language, intent) => voiceOf(language).answer(intent),
    titles: (language) => voiceOf(language).files.questions,
    intentTitles: (language) =>
      Object.fromEntries(
        Object.entries(voiceOf(language).files.answers).map(([intent, { title }]) => [intent, title]),
      ),
    link(id) {
      const link = links.get(id);
      if (!link) throw missing('links', id);
      return link.url;
    },
  };
}

interface Voice {
  readonly files: LocaleFiles;
  say(key: string, parameters?: Parameters): string;
  answer(intent: Intent): { title: string; text: string } | undefined;
}

function createVoice(language: string, files: LocaleFiles, links: ReadonlyMap<string, Link>): Voice {
  const addresses = Object.fromEntries([...links].map(([id, link]) => [id, link.url]));
  const formats = new Map<string, IntlMessageFormat>();
  const add = (key: string, text: string): void => {
    checkLinks(language, key, text, links);
    formats.set(key, new IntlMessageFormat(text, language, undefined, { ignoreTag: true }));
  };
  for (const [key, text] of files.messages) add(key, text);
  for (const [intent, { text }] of Object.entries(files.answers)) add(`answers.${intent}`, text.trim());

  const say = (key: string, parameters: Parameters = {}): string => {
    const format = formats.get(key);
    if (!format) throw missing(language, key);
    try {
      return String(format.format({ ...addresses, ...parameters }));
    } catch (error) {
      throw missing(language, key, error);
    }
  };
  return {
    files,
    say,
    answer(intent) {
      const answer = files.answers[intent];
      return answer && { title: answer.title, text: say(`answers.${intent}`) };
    },
  };
}

/** A message may show the links of the step whose group it is in, and those of no step. */
function checkLinks(language: string, key: string, text: string, links: ReadonlyMap<string, Link>): void {
  const group = key.split('.')[0] ?? '';
  const own: StepId | undefined = isStepId(group) ? group : undefined;
  for (const [, id = ''] of text.matchAll(/\]\(\{(\w+)\}\)/g)) {
    const link = links.get(id);
    if (ownAddresses.has(id) || link?.step === 'any' || (link && link.step === own)) continue;
    throw new LatchkeyError(
      'WordsUnusable',
      `The message ${key} in ${language} shows the link ${id}, which is not allowed there.`,
      'Use a link of locales/links.yaml that belongs to the step of this message, or to no step.',
    );
  }
  if (/https?:/.test(text)) {
    throw new LatchkeyError(
      'WordsUnusable',
      `The message ${key} in ${language} holds an address of its own.`,
      'List the address in locales/links.yaml and name it by its id.',
    );
  }
}

/** Links that no list can hold: the page owner's own help, from the settings, and this program's own calendar file. */
const ownAddresses: ReadonlySet<string> = new Set(['contactUrl', 'calendarFile']);

const missing = (language: string, key: string, cause?: unknown): LatchkeyError =>
  new LatchkeyError(
    'WordsMissing',
    `The words for ${key} in ${language} are missing or want another parameter.`,
    `Add them to locales/${language}, or give the parameter they name.`,
    cause,
  );
