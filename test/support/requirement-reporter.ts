import type { Reporter, TestModule } from 'vitest/node';
import type { Requirements } from '../requirements/requirement.ts';
import { type JudgedTest, judge } from './requirement-gate.ts';

/** The tests of a run as the gate sees them. */
function* judgedTests(modules: readonly TestModule[]): Generator<JudgedTest> {
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      yield { fullTitle: test.fullName, state: test.result().state };
    }
  }
}

/**
 * Fails a full run in which a requirement has no passing test, or a test names a requirement that does not exist. Only
 * for full runs: a run of one folder proves one folder's worth.
 *
 * @param strict also fail when a requirement's only tests were skipped; without it they are only named
 */
export const requirementReporter = (
  requirements: Requirements,
  strict: boolean,
  print: (line: string) => unknown,
): Reporter => ({
  onTestRunEnd: (modules, _errors, reason) => {
    if (reason === 'interrupted') return;
    const { unproven, skipped, unknown } = judge(requirements, judgedTests(modules));
    for (const id of unproven) print(`requirement ${id} has no passing test: ${requirements[id]?.text}`);
    for (const { id, title } of unknown)
      print(`requirement ${id} is in no list, yet a test names it: ${title}`);
    for (const id of skipped) print(`requirement ${id} was not proven here: its tests were skipped`);
    const faults = unproven.length + unknown.length + (strict ? skipped.length : 0);
    if (faults > 0) process.exitCode = 1;
    const total = Object.keys(requirements).length;
    const proven = total - unproven.length - skipped.length;
    print(`requirements: ${proven} of ${total} proven${faults > 0 ? `, ${faults} faults` : ''}`);
  },
});
