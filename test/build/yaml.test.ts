import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const root = resolve(import.meta.dirname, '..', '..');
const locales = join(root, 'locales');

const { yaml }: { yaml: { make(work: { root: string; folder: string }): Promise<void> } } = await import(
  resolve(root, 'scripts', 'build', 'yaml.mjs')
);

it('what the build parsed says of every YAML file what the file says, and of no other text anything', async () => {
  const folder = tempFolder();
  await yaml.make({ root, folder });
  const built: Record<string, unknown> = JSON.parse(readFileSync(join(folder, 'yaml.json'), 'utf8'));
  const texts = readdirSync(locales, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(locales, name), 'utf8'));
  const keyOf = (text: string) => createHash('sha256').update(text).digest('hex');
  for (const text of texts) expect(built[keyOf(text)]).toEqual(load(text));
  expect(Object.keys(built)).toHaveLength(new Set(texts).size);
});
