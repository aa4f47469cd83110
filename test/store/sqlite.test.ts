import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { storeConformance } from './conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

storeConformance('SQLite in memory', (clock) => openStore('sqlite::memory:', clock));

storeConformance('SQLite in a file', (clock) => {
  count += 1;
  return openStore(`sqlite:${join(folder, `${count}.db`)}`, clock);
});
