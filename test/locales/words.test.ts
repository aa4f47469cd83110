import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { readLinks, readLocale } from '../../src/speech/locale-files.ts';
import { tellMoment } from '../../src/speech/moment.ts';
import { loadSpeech } from '../../src/speech/speech.ts';
import { numberOf, stepIds } from '../../src/speech/steps.ts';
import { refusalIntents, sideIntents } from '../../src/understanding/intents.ts';
import { questionIds, questions } from '../../src/understanding/questions.ts';
import { gradeOf, stripMarkdown, wordCount } from '../support/readability.ts';
import { createTalker, type Reply } from '../support/talker.ts';

const folder = new URL('../../locales', import.meta.url).pathname;
const files = readLocale(`${folder}/en`);
const links = readLinks(`${folder}/links.yaml`);
const speech = loadSpeech(folder);

/** What messages can be given, each at its longest. */
const parameters: Readonly<Record<string, string | number>> = {
  botName: 'Latchkey',
  number: 5,
  left: 4,
  name: 'Other ways to sign in',
  until: tellMoment(Date.UTC(2026, 8, 30, 22, 59), 'en', 'America/New_York'),
  told: files.messages.get('told.signInHelper.stillStuck') ?? '',
  tried: ['signInHelper.stillStuck', 'alternateMethods.noneWork', 'missingCodes.tried.allTried']
    .map((key) => files.messages.get(`told.${key}`))
    .join('; '),
  steps: stepIds
    .filter((step) => numberOf(step) !== undefined)
    .map((step) => files.messages.get(`step.name.${step}`))
    .join(', '),
  contactUrl: 'https://help.example.com',
  calendarFile: 'https://latchkey.example.com/return.ics',
  page: 'https://latchkey.example.com/',
};

const said = [...files.messages.keys()].map((key) => ({ key, text: speech.say('en', key, parameters) }));
const asked = questionIds.map((id) => ({ key: `${id}.ask`, text: speech.ask('en', id) }));
const titles = questionIds.flatMap((id) =>
  questions[id].map((choice) => ({ key: `${id}.${choice}`, text: speech.title('en', id, choice) })),
);
const everything = [...said, ...asked, ...titles];

/** The words at fault, each with what is wrong: a failing test then names them all. */
const faults = (
  texts: readonly { readonly key: string; readonly text: string }[],
  faultOf: (text: string) => unknown,
): Record<string, unknown> =>
  Object.fromEntries(
    texts.map(({ key, text }) => [key, faultOf(text)]).filter(([, fault]) => Boolean(fault)),
  );

/** What a title looks like to a person who taps or types it. */
const asTyped = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the words in English', () => {
  it('are messages of at most 60 words, and buttons that fit a phone [words.limits]', () => {
    expect(faults([...said, ...asked], (text) => wordCount(text) > 60 && wordCount(text))).toEqual({});
    expect(faults(titles, (text) => text.length > 40 && text.length)).toEqual({});
  });

  it('read at US grade 7 or easier [words.limits]', () => {
    // The measure needs sentences: what is only a label or a line of a list says nothing by itself.
    const sentences = [...said, ...asked].filter(
      ({ key, text }) => !/^(step|told)\.|^finish\.recap$/.test(key) && wordCount(text) > 8,
    );
    expect(faults(sentences, (text) => gradeOf(text) > 7 && gradeOf(text).toFixed(1))).toEqual({});
    expect(gradeOf(said.map(({ text }) => `${text}\n\n`).join(''))).toBeLessThanOrEqual(7);
  });

  it('ask one question a turn: only what asks is put as a question [words.limits]', () => {
    // A second question draws a "yes" that is then taken for the answer to the first.
    const asking = [
      'recoveryForm.early',
      'recoveryForm.over',
      'recoveryForm.reminded',
      'wait.early',
      'talk.changeTo',
      'clarify.which',
    ];
    const saying = said.filter(({ key }) => !asking.includes(key));
    expect(faults(saying, (text) => text.replaceAll(/\*\*[^*]*\*\*/g, '').includes('?'))).toEqual({});
  });

  it('open each step in at most two messages [words.limits]', async () => {
    const talker = createTalker();
    const opening: Record<string, Reply> = { welcome: await talker.arrive() };
    for (const [step, answer] of [
      ['signInHelper', 'A personal account'],
      ['alternateMethods', 'No, still locked out'],
      ['missingCodes', 'No other way is shown'],
      ['checks', 'By text message'],
      ['wait', 'I tried all of that'],
      ['recoveryForm', 'Go on without waiting'],
    ] as const) {
      opening[step] = await talker.say(answer);
    }
    const tooLong = Object.entries(opening).filter(([, { texts }]) => texts.length > 2);
    expect(tooLong.map(([step, { text }]) => `${step}: ${text}`)).toEqual([]);
  });

  it('have titles that no other button has [words.unique-titles]', () => {
    const answerTitles = [...refusalIntents, ...sideIntents].map(
      (intent) => speech.answer('en', intent)?.title ?? intent,
    );
    const all = [...titles.map(({ text }) => text), ...answerTitles].map(asTyped);
    expect(all.filter((title, index) => title === '' || all.indexOf(title) !== index)).toEqual([]);
  });

  it('tell each answer back in a line [words.complete]', () => {
    const ofTheTalk = ['startOver', 'sameAccount', 'correction'];
    const lines = questionIds
      .filter((id) => !ofTheTalk.includes(id))
      .flatMap((id) => questions[id].map((choice) => `told.${id}.${choice}`));
    expect(lines.filter((key) => !files.messages.has(key))).toEqual([]);
    expect(
      [...files.messages.keys()].filter((key) => key.startsWith('told.') && !lines.includes(key)),
    ).toEqual([]);
  });

  it('take no parameter that nobody gives [words.complete]', () => {
    const known = new Set([...Object.keys(parameters), ...links.keys()]);
    const unknown = [...files.messages].map(([key, text]) => ({
      key,
      text: placeholders(text)
        .filter((name) => !known.has(name))
        .join(),
    }));
    expect(faults(unknown, (names) => names)).toEqual({});
  });

  it('are Markdown with bold and links only [P2]', () => {
    const signs = /[*_#`<>[\]{}|\\~]|^\s*[-+]\s|^\s*\d+\.\s/m;
    expect(faults(said, (text) => signs.test(stripMarkdown(text)))).toEqual({});
    expect(faults(said, (text) => (text.match(/\*\*/g)?.length ?? 0) % 2 === 1)).toEqual({});
    expect(faults([...asked, ...titles], (text) => signs.test(text))).toEqual({});
  });

  it('hold no phone number and nothing like a code [P2] [words.no-numbers]', () => {
    const shown = (text: string) => text.replaceAll(/\]\([^)]*\)/g, ']');
    expect(faults(everything, (text) => /\d{4,}|\d(?:[\s().-]*\d){3,}/.test(shown(text)))).toEqual({});
  });

  it("show no address that is not in the list of links, and no mail address but the genuine sender's [P2] [words.no-numbers]", () => {
    // The page's owner gives one address, and this program has its own.
    const own = [parameters['contactUrl'], parameters['calendarFile'], parameters['page']];
    const listed = [...[...links.values()].map(({ url }) => url), ...own];
    const strange = (text: string) =>
      (text.match(/https?:[^\s)]+|www\.[^\s)]+|aka\.ms[^\s)]*/gi) ?? [])
        .filter((url) => !listed.includes(url))
        .join();
    expect(faults(everything, strange)).toEqual({});
    const sender = (text: string) => text.replaceAll('@accountprotection.microsoft.com', '').includes('@');
    expect(faults(everything, sender)).toEqual({});
  });

  it('say nothing that is known from memory only [words.sources]', () => {
    // No page of Microsoft's was found for these, though everybody believes they know them.
    const unread = /microsoft (?:will )?never asks?|mysignins|\b(?:10|ten) minutes\b|\b48 hours\b/i;
    expect(faults(everything, (text) => unread.test(text))).toEqual({});
  });

  it('never claim that anything was or will be done to the account [P3]', () => {
    const deed = '(?:send|sent|chang|reset|unlock|confirm|remov|replac|switch)';
    const claim = new RegExp(
      `\\b(?:I|we)(?:'ve|'ll|'m| have| will| am| are| can)?(?: now| just| already)? ${deed}`,
      'i',
    );
    // Whether to change what the person told is asked of the person's own answer.
    const others = said.filter(({ key }) => key !== 'talk.changeTo');
    expect(faults(others, (text) => claim.test(text))).toEqual({});
  });
});

/** The names of the parameters that an ICU message takes, those inside plurals included. */
function placeholders(text: string): string[] {
  const names = (elements: readonly unknown[]): string[] =>
    elements.flatMap((element) => {
      const { type, value, options } = element as {
        type: number;
        value: string;
        options?: Record<string, { value: unknown[] }>;
      };
      const isLiteral = type === 0 || type === 7;
      const inside = Object.values(options ?? {}).flatMap((option) => names(option.value));
      return isLiteral ? inside : [value, ...inside];
    });
  return names(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
}
