import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { refusalIntents, sideIntents } from '../../src/understanding/intents.ts';
import { gradeOf, stripMarkdown, wordCount } from '../support/readability.ts';

const read = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(load(readFileSync(new URL(`../../locales/${name}`, import.meta.url), 'utf8')));

const answers = read(
  'en/answers.yaml',
  z.record(z.string(), z.strictObject({ title: z.string(), text: z.string(), sources: z.array(z.string()) })),
);
const questions = read(
  'en/questions.yaml',
  z.record(z.string(), z.object({ choices: z.record(z.string(), z.string()) })),
);
const links = read('links.yaml', z.record(z.string(), z.object({ url: z.string(), step: z.string() })));

const texts = Object.entries(answers).map(([intent, { text }]) => ({ intent, text }));

/** The intents whose text is at fault, each with what is wrong: a failing test then names them all. */
const faults = (faultOf: (text: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(
    texts.map(({ intent, text }) => [intent, faultOf(text)]).filter(([, fault]) => Boolean(fault)),
  );

/** What a thing looks like to a person who taps or types it. */
const asTyped = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the reviewed answers in English', () => {
  it('answer every refusal and every side question, and nothing else [P2]', () => {
    expect(Object.keys(answers).sort()).toEqual([...refusalIntents, ...sideIntents].sort());
  });

  it('have short titles [words.limits]', () => {
    const titles = Object.values(answers).map(({ title }) => title);
    expect(titles.filter((title) => title.length > 34 || title !== title.trim() || title === '')).toEqual([]);
  });

  it('have titles that no other button has, so that a tap is known for what it is [words.limits]', () => {
    const titles = [
      ...Object.values(answers).map(({ title }) => asTyped(title)),
      ...Object.values(questions).flatMap(({ choices }) => Object.values(choices).map(asTyped)),
    ];
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('are one message of at most 60 words and two paragraphs [words.limits]', () => {
    expect(faults((text) => wordCount(text) > 60 && wordCount(text))).toEqual({});
    expect(faults((text) => text.split('\n\n').length > 2 || /(?<!\n)\n(?!\n)/.test(text))).toEqual({});
  });

  it('read at US grade 7 or easier [words.limits]', () => {
    expect(faults((text) => gradeOf(text) > 7 && gradeOf(text).toFixed(1))).toEqual({});
  });

  it('say where each fact comes from [words.sources]', () => {
    const unfounded = Object.entries(answers).filter(
      ([, { sources }]) =>
        sources.length === 0 ||
        sources.some(
          (source) => source !== 'self' && !z.url({ protocol: /^https$/ }).safeParse(source).success,
        ),
    );
    expect(unfounded).toEqual([]);
  });

  it('stand on our own word only for what is true of this bot [words.sources]', () => {
    const onOurWord = Object.entries(answers).filter(([, { sources }]) => sources.includes('self'));
    expect(onOurWord.map(([intent]) => intent).sort()).toEqual([
      'aboutBot',
      'explainStep',
      'privacy',
      'whyNot',
    ]);
  });

  it("link to pages of the allow-list, and never to a step's own page [P2] [P1]", () => {
    const idsIn = (text: string) => [...text.matchAll(/\]\(\{(\w+)\}\)/g)].map(([, id = '']) => id);
    expect(
      faults((text) =>
        idsIn(text)
          .filter((id) => links[id]?.step !== 'any')
          .join(),
      ),
    ).toEqual({});
    expect(faults((text) => /https?:|www\.|aka\.ms/i.test(text))).toEqual({});
  });

  it('are Markdown with bold and links only, and ICU messages with links only [P2]', () => {
    const addresses = Object.fromEntries(Object.entries(links).map(([id, { url }]) => [id, url]));
    expect(faults((text) => /[*_#`<>[\]{}|\\~]|^\s*[-+]\s|^\s*\d+\.\s/m.test(stripMarkdown(text)))).toEqual(
      {},
    );
    expect(faults((text) => (text.match(/\*\*/g)?.length ?? 0) % 2 === 1)).toEqual({});
    for (const { text } of texts) {
      const shown = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).format(addresses);
      expect(shown).toBe(text.replace(/\{(\w+)\}/g, (_, id: string) => addresses[id] ?? ''));
    }
  });

  it('hold no phone number, nothing like a code, and no address but those of genuine senders [P2]', () => {
    expect(faults((text) => /\d{4,}|\d(?:[\s().-]*\d){3,}/.test(text))).toEqual({});
    const genuine = /^(?:account-security-noreply)?@accountprotection\.microsoft\.com$/;
    const strange = (text: string) =>
      (text.match(/[\w.+-]*@[\w.-]*\w/g) ?? []).filter((address) => !genuine.test(address)).join();
    expect(faults(strange)).toEqual({});
  });

  it('end without a question, and claim no place in the steps [words.limits]', () => {
    expect(faults((text) => text.endsWith('?') || /step \d/i.test(text))).toEqual({});
  });

  it('never claim that anything was or will be done to the account [P3]', () => {
    const deed = '(?:send|sent|chang|reset|unlock|confirm|remov|replac|switch)';
    const claims = [
      new RegExp(`\\b(?:I|we)(?:'ve|'ll|'m| have| will| am| are| can)?(?: now| just| already)? ${deed}`, 'i'),
      new RegExp(`\\b(?:was|were|been|will be|has|have)(?: now| just| already)? ${deed}`, 'i'),
    ];
    expect(faults((text) => claims.some((claim) => claim.test(text)))).toEqual({});
  });

  it.each(refusalIntents)('refuse %s for everyone, with the reason and the way on [P3]', (intent) => {
    const text = answers[intent]?.text ?? '';
    expect(text).toMatch(/\bI can't\b/);
    expect(text).toMatch(/nobody in support may/i);
    expect(text).toMatch(/thie(?:f|ves)/);
    expect(text).toMatch(/steps here are the way/i);
  });

  it('warn whoever asks for a code not to share one, with the bot neither [P3]', () => {
    expect(answers['sendCode']?.text).toMatch(/never share a code with anyone, not even with me/i);
  });

  it('say that the bot is no person and not Microsoft [P2]', () => {
    expect(answers['aboutBot']?.text).toMatch(/not a person.*not Microsoft/);
  });
});
