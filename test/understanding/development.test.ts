import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  figuresOf,
  groupOf,
  type Measured,
  measure,
  type Sample,
  wilson,
} from '../../src/cli/understand-measure.ts';
import { ownSamples } from '../../src/cli/understand-samples.ts';
import { readDevelopmentLines } from '../../src/understanding/training/line-files.ts';
import { trainingFolders } from '../support/model.ts';
import { understand } from './english.ts';

/**
 * No worse than before: what was reached on the development lines, pooled over languages and a little below, so that a
 * change which makes the understanding worse is seen. Counts of lines; a share of a few lines would say nothing.
 */
const floors = {
  'right intent': 0.87,
  'requests refused': 0.875,
  'requests refused or met with caution': 0.96,
  'contrast pairs both right': 0.91,
  'side questions right at first': 0.83,
  'side questions right among three': 0.97,
  'talk right': 0.91,
} as const;
const ceilings = {
  'requests answered as a side question': 0.02,
  'near misses refused': 0.055,
  'near misses met with caution': 0.165,
  'side questions refused': 0.015,
  'side questions met with caution': 0.05,
  'others refused': 0.01,
  'others met with caution': 0.045,
} as const;

const samples = readDevelopmentLines(trainingFolders.development).flatMap(({ file, language }) =>
  ownSamples(file, readFileSync(file, 'utf8'), language),
);
const measured = measure(samples, understand);
const figures = figuresOf(measured);

describe('the development lines', () => {
  it('hold requests enough to measure by', () => {
    const requests = (language: string) =>
      samples.filter((each) => each.language === language && each.group === 'request').length;
    expect(requests('en')).toBeGreaterThanOrEqual(400);
    expect(requests('es')).toBeGreaterThanOrEqual(200);
    expect(requests('de')).toBeGreaterThanOrEqual(200);
  });

  it.each(Object.entries(floors))('are understood no worse than before: %s at least %d', (name, floor) => {
    const { count, of } = figures[name] ?? { count: 0, of: 1 };
    expect(count, `${count} of ${of}`).toBeGreaterThanOrEqual(Math.floor(floor * of));
  });

  it.each(Object.entries(ceilings))('are mistaken no more than before: %s at most %d', (name, ceiling) => {
    const { count, of } = figures[name] ?? { count: 1, of: 0 };
    expect(count, `${count} of ${of}`).toBeLessThanOrEqual(Math.ceil(ceiling * of));
  });
});

describe('measuring', () => {
  const one = (
    intent: Sample['intents'][0],
    kind: Measured['decision']['kind'],
    got: Sample['intents'][0],
  ): Measured => ({
    sample: { text: '', language: 'en', intents: [intent], group: groupOf(intent, false), twin: false },
    decision: { kind, intent: got, alternatives: ['voip'] },
  });

  it('counts what was refused, met and answered', () => {
    const counted = figuresOf([
      one('sendCode', 'refuse', 'changeAccount'),
      one('sendCode', 'caution', 'sendCode'),
      one('sendCode', 'answer', 'voip'),
      one('voip', 'caution', 'sendCode'),
      one('hacked', 'answer', 'hacked'),
    ]);
    expect(counted).toMatchObject({
      'requests refused': { of: 3, count: 1 },
      'requests refused or met with caution': { of: 3, count: 2 },
      'requests answered as a side question': { of: 3, count: 1 },
      'side questions met with caution': { of: 2, count: 1 },
      'side questions right at first': { of: 2, count: 1 },
      'side questions right among three': { of: 2, count: 2 },
    });
  });

  it('gives the interval that Wilson gives', () => {
    const [low, high] = wilson({ of: 50, count: 49 });
    expect(low).toBeCloseTo(0.895, 3);
    expect(high).toBeCloseTo(0.9965, 3);
  });

  it('knows a twin by the request before it', () => {
    const lines = '[none]\nx\n[contrast]\nsendCode | send it\nscam | he said send it\nvoip | skype?\n';
    expect(ownSamples('x', lines, 'en').map(({ twin }) => twin)).toEqual([false, false, true, false]);
  });
});
