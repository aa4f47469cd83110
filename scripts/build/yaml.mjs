import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What stands in the YAML files of all languages, parsed, by the SHA-256 of each file: to parse it takes a good part of a
 * start, to read it from here next to none. `src/yaml-file.ts` looks here first.
 *
 * @type {import('./targets.mjs').Target}
 */
export const yaml = {
  name: 'yaml',
  inputs: ['locales'],
  async make({ root, folder }) {
    // Loaded here, since a run that builds nothing must not wait for it.
    const { load } = await import('js-yaml');
    const locales = join(root, 'locales');
    const files = readdirSync(locales, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    const parsed = files.sort().map((name) => {
      const text = readFileSync(join(locales, name), 'utf8');
      return [createHash('sha256').update(text).digest('hex'), load(text, { filename: name })];
    });
    await writeFile(join(folder, 'yaml.json'), JSON.stringify(Object.fromEntries(parsed)));
  },
};
