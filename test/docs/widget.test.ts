import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/web/launcher/api.ts';
import { readOptions } from '../../src/web/launcher/options.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'widget.md'), 'utf8');
/** The first cells of the tables, as far as they fit. */
const cells = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, name = '']) => name).sort();

describe('docs/widget.md', () => {
  it('names every option, and none that there is not', () => {
    const asked = new Set<string>();
    const data = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    readOptions(data, ['en'], []);
    expect(cells(/^\| `data-(\w+)/gm)).toEqual([...asked].sort());
  });

  it('names every call, and none that there is not', () => {
    const widget = { open() {}, close() {}, setLanguage() {}, shutdown: async () => true };
    const api = createApi({ widget, events: new EventTarget(), languageOf: String, warn() {} }, []);
    const calls = Object.keys(api).filter((name) => name !== 'push');
    expect(cells(/^\| `(\w+)\(/gm)).toEqual(calls.sort());
  });
});
