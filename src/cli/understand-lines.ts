import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { decide } from '../understanding/decide.ts';
import { isQuestionId, questionIds } from '../understanding/questions.ts';
import type { Understand } from '../understanding/understanding.ts';

const lineSchema = z.object({
  text: z.string(),
  lang: z.string().default('en'),
  question: z.string().refine(isQuestionId).optional(),
});

const faultOf = (issue: z.core.$ZodIssue | undefined): { code: string; hint: string } => {
  const field = String(issue?.path[0] ?? '');
  if (field === 'question') {
    return { code: 'question-unknown', hint: `"question" must be one of ${questionIds.join(', ')}` };
  }
  return { code: 'line-invalid', hint: 'a line is {"text": "…", "lang"?: "en", "question"?: "…"}' };
};

/** What one line makes, and whether it could not be read. */
const understandLine = (line: string, understand: Understand): { out: object; failed: boolean } => {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return {
      out: { error: { code: 'json-invalid', hint: 'each line must be one JSON object' } },
      failed: true,
    };
  }
  const read = lineSchema.safeParse(content);
  if (!read.success) return { out: { error: faultOf(read.error.issues[0]) }, failed: true };
  const { text, lang, question } = read.data;
  const understanding = understand(text, lang);
  const { intent, score, kind, choice, alternatives } = decide(understanding, question);
  const choices = Object.fromEntries(
    questionIds.flatMap((id) => {
      const given = understanding.answers[id];
      return given === undefined ? [] : [[id, given.choice]];
    }),
  );
  const { redacted } = understanding;
  return {
    out: { intent, score, decision: kind, choice: choice?.choice ?? null, choices, alternatives, redacted },
    failed: false,
  };
};

/** Lines as JSONL means them: only a line feed ends one, for a text may hold other separators. Memory: one line. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let parts: string[] = [];
  for await (const chunk of input as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    for (const piece of pieces.slice(0, -1)) {
      yield [...parts, piece].join('');
      parts = [];
    }
    parts.push(pieces.at(-1) ?? '');
  }
  const rest = parts.join('');
  if (rest !== '') yield rest;
}

/**
 * Reads lines until the input ends, and writes a line for each.
 *
 * @returns the exit code: 0, or 1 when a line could not be read
 */
export const runUnderstand = async (
  input: Readable,
  output: Writable,
  understand: Understand,
): Promise<number> => {
  let code = 0;
  for await (const line of linesOf(input)) {
    const { out, failed } = understandLine(line, understand);
    if (failed) code = 1;
    if (!output.write(`${JSON.stringify(out)}\n`))
      await new Promise((drained) => output.once('drain', drained));
  }
  return code;
};
