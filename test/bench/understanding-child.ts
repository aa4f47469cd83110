import { join, resolve } from 'node:path';
import { builtUnderstanding } from '../../src/cli/built-understanding.ts';
import { readDevelopmentLines } from '../../src/understanding/training/line-files.ts';
import { median, quantile, sorted } from './numbers.ts';

const root = resolve(import.meta.dirname, '..', '..');
const passes = 5;
/** Of so many development lines one is read. */
const oneOf = Number(process.argv[2] ?? 1);

/** Reads every development line a few times; of each line counts the median, of which the time-slices of others are left out. */
const understand = builtUnderstanding(root);
const all = readDevelopmentLines(join(root, 'test', 'understanding', 'dev')).flatMap(
  ({ language, lines: own }) => own.map(({ text }) => ({ text, language })),
);
const lines = all.filter((_, index) => index % oneOf === 0);
const times = lines.map((): number[] => []);
// The first pass is for the compiler.
for (let pass = 0; pass <= passes; pass += 1) {
  for (const [index, { text, language }] of lines.entries()) {
    const began = performance.now();
    understand(text, language);
    if (pass > 0) times[index]?.push(performance.now() - began);
  }
}
const each = sorted(times.map(median));
process.send?.({
  lines: lines.length,
  medianMs: quantile(each, 0.5),
  p99Ms: quantile(each, 0.99),
  greatestMs: each.at(-1),
});
process.disconnect?.();
