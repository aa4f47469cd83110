import { describe, expect, it } from 'vitest';
import { readTrainingLines } from '../../src/understanding/training/line-files.ts';
import { lintLines } from '../../src/understanding/training/lint.ts';
import { trainingFolders } from '../support/model.ts';

const hands = readTrainingLines(trainingFolders.locales);
const report = lintLines(hands);

const show = (pairs: (typeof report)['near']): string =>
  pairs.map(([a, b]) => `${a.place} ${a.intent} | ${b.place} ${b.intent} | ${b.text}`).join('\n');

describe('the training lines', () => {
  it('hardly ever bear two labels', () => {
    // Words like "what now" are two things to two people; more than a handful would be carelessness.
    expect(report.twoLabels.length, show(report.twoLabels)).toBeLessThanOrEqual(8);
  });

  it('are looked over for what is a matter of taste', () => {
    if (report.near.length > 0) console.log(`nearly the same under two labels:\n${show(report.near)}`);
    for (const { hand, intent, beginning, lines, share } of report.templates) {
      console.log(`${hand}: ${lines} lines of ${intent} (${Math.round(100 * share)} %) begin "${beginning}"`);
    }
    expect(report.templates.length).toBeLessThan(20);
  });

  it('are many, by several hands, in every language', () => {
    for (const language of ['en', 'es', 'de']) {
      const own = hands.filter((each) => each.language === language);
      expect(own.length).toBeGreaterThanOrEqual(2);
      const count = own.reduce((sum, { lines }) => sum + lines.length, 0);
      expect(count).toBeGreaterThan(4000);
      const contrast = own.flatMap(({ lines }) => lines.filter((line) => line.contrast));
      expect(contrast.length).toBeGreaterThan(language === 'en' ? 400 : 200);
    }
  });
});
