import type { Requirements } from '../requirements/requirement.ts';
import { idsIn } from './requirement-gate.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/**
 * Writes `docs/promises.md`.
 *
 * @param lists the requirements by the name of their list, in the order of the page
 * @param sources the text of each file that may prove some, by its path from the root of the repository
 */
export const promisesPage = (
  lists: Readonly<Record<string, Requirements>>,
  sources: ReadonlyMap<string, string>,
): string => {
  const files = new Map<string, string[]>();
  for (const path of [...sources.keys()].sort()) {
    for (const id of idsIn(sources.get(path) ?? '')) files.set(id, [...(files.get(id) ?? []), path]);
  }
  const proof = (id: string): string =>
    (files.get(id) ?? []).map((path) => `[${path.replace(/^test\//, '')}](../${path})`).join('<br>');
  const section = ([name, list]: [string, Requirements]): string[] => [
    `## ${name}`,
    '',
    '| id | what is promised | source | proven by |',
    '| --- | --- | --- | --- |',
    ...Object.entries(list).map(
      ([id, { text, source }]) => `| \`${id}\` | ${cell(text)} | ${cell(source)} | ${proof(id)} |`,
    ),
    '',
  ];
  return [
    '# What is promised, and which tests prove it',
    '',
    'Made from `test/requirements/` by `npm run promises`; do not edit. A full run of the tests fails when an id',
    'has no passing test, when a test names an id that is not here, and when this page is stale.',
    '',
    ...Object.entries(lists).flatMap(section),
  ].join('\n');
};
