import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requirementLists } from '../requirements.ts';
import { promisesPage } from '../support/promises-page.ts';

const root = join(import.meta.dirname, '..', '..');

/** Tests and talks. The gate's own tests are left out: their titles are examples. */
const provingFiles = (): Map<string, string> =>
  new Map(
    readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .map((name) => `test/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(test\.ts|yaml)$/.test(path) && !path.startsWith('test/support/'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );

describe('the page of promises', () => {
  it('is what the lists and the tests say: `npm run promises` writes it anew', async () => {
    const page = promisesPage(requirementLists, provingFiles());
    await expect(page).toMatchFileSnapshot(join(root, 'docs', 'promises.md'));
  });

  it('has every list of requirements that there is', () => {
    const files = readdirSync(join(root, 'test', 'requirements'))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => name !== 'requirement');
    expect(Object.keys(requirementLists).sort()).toEqual(files.sort());
  });
});
