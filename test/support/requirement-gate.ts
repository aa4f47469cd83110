/**
 * The gate between the list of requirements and the tests that prove them. Pure: it sees titles and results, so it can
 * itself be tested.
 */
import type { Requirements } from '../requirements/requirement.ts';

/** A test as the gate sees it: its own title after those of the groups it stands in, and what came of it. */
export interface JudgedTest {
  readonly fullTitle: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
}

/** What is wrong with a run. */
export interface Verdict {
  /** Ids that no test names, or that no passing test proves. */
  readonly unproven: readonly string[];
  /** Ids whose only tests were skipped on this machine (no browser here, for example). */
  readonly skipped: readonly string[];
  /** Ids that a test names and no list holds, each with the title that names it. */
  readonly unknown: readonly { readonly id: string; readonly title: string }[];
}

const bracketed = /\[([^[\]]+)\]/g;
const idShape = /^(?:P\d+|[A-Za-z]+\.[A-Za-z0-9][A-Za-z0-9.-]*)$/;

/**
 * The requirement ids that a title names in square brackets, several parted by commas or spaces: `… [P5, turn.once]`.
 * Brackets that hold anything else are part of the title.
 */
export const idsIn = (title: string): string[] => {
  const ids = [...title.matchAll(bracketed)]
    .map((match) => (match[1] ?? '').split(/[\s,]+/).filter((word) => word !== ''))
    .filter((words) => words.every((word) => idShape.test(word)))
    .flat();
  return [...new Set(ids)];
};

/**
 * Merges lists of requirements, each under the name of its file.
 *
 * @throws when two lists hold the same id, which object spread would hide, or an id has a shape that no title can name
 */
export const mergeRequirements = (lists: Readonly<Record<string, Requirements>>): Requirements => {
  const homes = new Map<string, string>();
  for (const [file, list] of Object.entries(lists)) {
    for (const id of Object.keys(list)) {
      const home = homes.get(id);
      if (home !== undefined) throw new Error(`requirement ${id} stands in ${home} and in ${file}`);
      if (!idShape.test(id))
        throw new Error(`requirement ${id} in ${file}: an id is P<number> or family.name`);
      homes.set(id, file);
    }
  }
  return Object.assign({}, ...Object.values(lists)) as Requirements;
};

/** Says which requirements a run left unproven, and which names in its titles are nobody's. */
export const judge = (requirements: Requirements, tests: Iterable<JudgedTest>): Verdict => {
  const states = new Map<string, Set<JudgedTest['state']>>();
  const unknown: { id: string; title: string }[] = [];
  for (const test of tests) {
    for (const id of idsIn(test.fullTitle)) {
      if (!Object.hasOwn(requirements, id)) unknown.push({ id, title: test.fullTitle });
      states.set(id, (states.get(id) ?? new Set()).add(test.state));
    }
  }
  const open = Object.keys(requirements).filter((id) => !states.get(id)?.has('passed'));
  const isSkipped = (id: string): boolean =>
    [...(states.get(id) ?? [])].every((state) => state === 'skipped') && states.has(id);
  return { unproven: open.filter((id) => !isSkipped(id)), skipped: open.filter(isSkipped), unknown };
};
