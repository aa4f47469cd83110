import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../src/errors.ts';
import { loadGrammar } from '../../src/understanding/grammar.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
  await cp(join(import.meta.dirname, '..', '..', 'locales', 'en', 'utterances'), folder, { recursive: true });
});
afterEach(async () => await rm(folder, { recursive: true }));

const faultOf = (): LatchkeyError => {
  try {
    loadLexicon(folder, loadGrammar(folder, 'en'), {});
  } catch (error) {
    if (error instanceof LatchkeyError) return error;
    throw error;
  }
  throw new Error('it was loaded');
};

describe('loading a lexicon', () => {
  it.each([
    ['intents.yaml', 'intents: {', 'cannot be read'],
    ['intents.yaml', 'intents: {}', 'sendCode'],
    ['words.yaml', 'same: 4', 'same'],
    ['answers.yaml', 'groups: {}', 'questions'],
  ])('names %s and what is wrong with it', async (file, content, what) => {
    await writeFile(join(folder, file), content);
    const fault = faultOf();
    expect(fault.code).toBe('lexicon-invalid');
    expect(fault.message).toContain(file);
    expect(fault.message).toContain(what);
    expect(fault.hint).toContain(file);
  });

  it.each([
    ["'send (me'", 'is missing'],
    ["'<nobody> sends'", 'no list is called'],
    ["'[please]'", 'begin with anything'],
    ["'... send'", 'begin with anything'],
  ])('refuses the pattern %s', async (pattern, what) => {
    const file = join(folder, 'intents.yaml');
    const content = await readFile(file, 'utf8');
    await writeFile(file, content.replace('noRequest:\n', `noRequest:\n  - ${pattern}\n`));
    expect(faultOf().message).toContain(what);
  });
});
