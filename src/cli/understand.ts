import { join } from 'node:path';
import { LatchkeyError } from '../errors.ts';
import { builtUnderstanding } from './built-understanding.ts';
import { runUnderstand } from './understand-lines.ts';

/**
 * `npm run understand < lines.jsonl`: what the recogniser makes of each line, for tuning and for anyone who wants to
 * measure it. Reads `{"text", "lang"?, "question"?}` a line, writes one JSON line for each, in order:
 * `{"intent","score","decision","choice","choices","alternatives","redacted"}`. A line that cannot be read gets
 * `{"error": {"code","hint"}}` in its place, and the exit code is 1 at the end.
 */
try {
  const understand = builtUnderstanding(join(import.meta.dirname, '..'));
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', () => process.exit(0));
  process.exitCode = await runUnderstand(process.stdin, process.stdout, understand);
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  console.error(`${error.code}: ${error.message}\n${error.hint}`);
  process.exitCode = 1;
}
