import { describe, expect, it } from 'vitest';
import type { Requirements } from '../requirements/requirement.ts';
import { promisesPage } from './promises-page.ts';
import { idsIn, judge, mergeRequirements } from './requirement-gate.ts';

const promise = (text: string): Requirements[string] => ({ text, source: 'here' });
const list: Requirements = { P1: promise('order'), 'turn.once': promise('a turn happens once') };

describe('the ids in a title', () => {
  it('are read from square brackets, several parted by commas or spaces', () => {
    expect(idsIn('keeps order [P1]')).toEqual(['P1']);
    expect(idsIn('one [P1] > two [turn.once, DL.A.9-7 P1]')).toEqual(['P1', 'turn.once', 'DL.A.9-7']);
  });

  it('are not read from brackets that hold anything else', () => {
    expect(idsIn('refuses [1, 2] and [] and a[0] and [some words]')).toEqual([]);
  });
});

describe('the gate', () => {
  it('lets a run pass in which every id has a passing test', () => {
    const verdict = judge(list, [{ fullTitle: 'a [P1, turn.once]', state: 'passed' }]);
    expect(verdict).toEqual({ unproven: [], skipped: [], unknown: [] });
  });

  it('names an id that no test names, and one whose tests failed', () => {
    const verdict = judge(list, [{ fullTitle: 'a [P1]', state: 'failed' }]);
    expect(verdict.unproven).toEqual(['P1', 'turn.once']);
  });

  it('tells an id whose tests were skipped from one that has none', () => {
    const verdict = judge(list, [{ fullTitle: 'a [P1]', state: 'skipped' }]);
    expect(verdict).toMatchObject({ skipped: ['P1'], unproven: ['turn.once'] });
  });

  it('names an id that is in no list, with the title', () => {
    const verdict = judge(list, [{ fullTitle: 'a [turn.onse]', state: 'passed' }]);
    expect(verdict.unknown).toEqual([{ id: 'turn.onse', title: 'a [turn.onse]' }]);
  });
});

describe('merging lists', () => {
  it('refuses an id that stands in two of them, and says in which', () => {
    const merge = () => mergeRequirements({ here: list, there: { P1: promise('again') } });
    expect(merge).toThrow('requirement P1 stands in here and in there');
  });

  it('refuses an id that no title could name', () => {
    expect(() => mergeRequirements({ here: { 'two words': promise('x') } })).toThrow('two words');
  });
});

describe('the page', () => {
  it('gives each id the files whose titles name it', () => {
    const page = promisesPage(
      { ours: list },
      new Map([['test/turn/a.test.ts', "it('is once [turn.once]')"]]),
    );
    expect(page).toContain(
      '| `turn.once` | a turn happens once | here | [turn/a.test.ts](../test/turn/a.test.ts) |',
    );
    expect(page).toContain('| `P1` | order | here |  |');
  });
});
