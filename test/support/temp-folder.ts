import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder that is deleted when the running test has finished. */
export function tempFolder(): string {
  const folder = lastingFolder();
  onTestFinished(folder.remove);
  return folder.path;
}

/** A new empty folder that several tests share; whoever makes it removes it. */
export function lastingFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
