import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { LatchkeyError } from '../errors.ts';
import { builtUnderstanding } from './built-understanding.ts';
import {
  type Count,
  confusionsOf,
  figuresOf,
  groups,
  type Measured,
  measure,
  wilson,
} from './understand-measure.ts';
import { foreignSamples, ownSamples, readMapping } from './understand-samples.ts';

/**
 * `npm run understand:report [-- options] [files] < lines`: how well the understanding does on labelled lines.
 *
 *   --lang en        the language of the lines; else the folder or the name of a file says it (`de/x.txt`, `x.de.txt`)
 *   --mapping file   the lines are `label|text` with labels that the file explains (see docs/understanding.md)
 *   --confusions 20  how many confusions are listed
 *   --errors         lists every line that is taken for something else
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string' },
    mapping: { type: 'string' },
    confusions: { type: 'string', default: '20' },
    errors: { type: 'boolean', default: false },
  },
});

const languageOf = (file: string): string =>
  values.lang ?? /(?:^|[\\/.])([a-z]{2})(?:[\\/]|\.txt$)[^\\/]*$/u.exec(file)?.[1] ?? 'en';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const figureLines = (all: readonly Measured[]): string[] =>
  Object.entries(figuresOf(all))
    .filter(([, { of }]) => of > 0)
    .map(([name, count]: [string, Count]) => {
      const [low, high] = wilson(count).map(percent);
      const share = percent(count.count / count.of).padStart(8);
      return `  ${name.padEnd(38)}${share}  ${`${count.count}/${count.of}`.padStart(11)}   ${low} – ${high}`;
    });

const report = (all: readonly Measured[]): void => {
  const languages = [...new Set(all.map(({ sample }) => sample.language))].sort();
  for (const language of languages.length > 1 ? [undefined, ...languages] : languages) {
    const some = all.filter(({ sample }) => language === undefined || sample.language === language);
    console.log(`\n${language ?? 'all'}: ${some.length} lines`);
    for (const line of figureLines(some)) console.log(line);
    const byGroup = groups.map((group) => {
      const own = some.filter(({ sample }) => sample.group === group);
      const kinds = ['refuse', 'caution', 'answer', 'clarify', 'none'].map(
        (kind) => `${kind} ${own.filter(({ decision }) => decision.kind === kind).length}`,
      );
      return own.length === 0 ? '' : `  ${group.padEnd(10)}${kinds.join(', ')}`;
    });
    for (const line of byGroup) if (line !== '') console.log(line);
  }
  console.log('\ntaken for something else, most often first:');
  for (const { wanted, got, times } of confusionsOf(all).slice(0, Number(values.confusions))) {
    console.log(`  ${String(times).padStart(4)}  ${wanted} → ${got}`);
  }
  if (!values.errors) return;
  console.log();
  for (const { sample, decision } of all) {
    if (sample.intents.includes(decision.intent)) continue;
    console.log(`${sample.intents[0]} → ${decision.kind} ${decision.intent} | ${sample.text}`);
  }
};

try {
  const understand = builtUnderstanding(join(import.meta.dirname, '..'));
  const mapping = values.mapping === undefined ? undefined : readMapping(values.mapping);
  const sources =
    positionals.length === 0
      ? [{ file: 'input', content: await text(process.stdin) }]
      : positionals.map((file) => ({ file, content: readFileSync(file, 'utf8') }));
  const samples = sources.flatMap(({ file, content }) => {
    const language = languageOf(file);
    const name = basename(file);
    return mapping === undefined
      ? ownSamples(name, content, language)
      : foreignSamples(name, content, language, mapping);
  });
  process.stdout.on('error', () => process.exit(0));
  report(measure(samples, understand));
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  console.error(`${error.code}: ${error.message}\n${error.hint}`);
  process.exitCode = 1;
}
