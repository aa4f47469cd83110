import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { runUnderstand } from '../../src/cli/understand-lines.ts';
import { understand } from './english.ts';

const run = async (chunks: readonly string[]) => {
  const output = new PassThrough();
  const read = text(output);
  const code = await runUnderstand(Readable.from(chunks), output, understand);
  output.end();
  const lines = (await read).split('\n').slice(0, -1);
  return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('npm run understand', () => {
  it('says for each line, in order, what is made of it', async () => {
    const { code, lines } = await run([
      '{"text":"no luck","question":"signInHelper"}\n{"text":"send me the co',
      'de 482913","lang":"en"}\n',
      '{"text":"my hotmail"}',
    ]);
    expect(code).toBe(0);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'intent',
      'score',
      'decision',
      'choice',
      'choices',
      'alternatives',
      'redacted',
    ]);
    expect(lines).toMatchObject([
      { intent: 'none', decision: 'none', choice: 'stillStuck' },
      { intent: 'sendCode', decision: 'refuse', choice: null, redacted: 'send me the code [code]' },
      { choices: { welcome: 'personal' } },
    ]);
  });

  it('puts an error in the place of a line that cannot be read, and ends with 1', async () => {
    const { code, lines } = await run([
      'nonsense\n\n{"txt":"x"}\n{"text":"x","question":"y"}\n{"text":"hello\u2028you"}\n',
    ]);
    expect(code).toBe(1);
    expect(lines.map((line) => (line['error'] as { code: string } | undefined)?.code)).toEqual([
      'json-invalid',
      'json-invalid',
      'line-invalid',
      'question-unknown',
      undefined,
    ]);
  });

  it('works through a stream of any length', async () => {
    const { code, lines } = await run(Array.from({ length: 5000 }, (_, i) => `{"text":"hello ${i % 7}"}\n`));
    expect(code).toBe(0);
    expect(lines).toHaveLength(5000);
  });
});
