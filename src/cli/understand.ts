import { join } from 'node:path';
import { LatchkeyError } from '../errors.ts';
import { readLocale } from '../speech/locale-files.ts';
import { loadLexicon } from '../understanding/lexicon.ts';
import { createUnderstand } from '../understanding/understand.ts';
import { runUnderstand } from './understand-lines.ts';

/**
 * `npm run understand < lines.jsonl`: what the recogniser makes of each line, for tuning and for anyone who wants to
 * measure it. Reads `{"text", "lang"?, "question"?}` a line, writes one JSON line for each, in order:
 * `{"intent","score","decision","choice","choices","alternatives","redacted"}`. A line that cannot be read gets
 * `{"error": {"code","hint"}}` in its place, and the exit code is 1 at the end.
 */
const locale = join(import.meta.dirname, '..', 'locales', 'en');
try {
  const { questions, answers } = readLocale(locale);
  const titles = Object.fromEntries(Object.entries(answers).map(([intent, { title }]) => [intent, title]));
  const understand = createUnderstand({ en: loadLexicon(join(locale, 'utterances'), questions, titles) });
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', () => process.exit(0));
  process.exitCode = await runUnderstand(process.stdin, process.stdout, understand);
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  console.error(`${error.code}: ${error.message}\n${error.hint}`);
  process.exitCode = 1;
}
