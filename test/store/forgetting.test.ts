import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { writesOf } from './writes.ts';

const word = 'a-word-that-must-go';

/** Every file of the store, the write-ahead log included, while the store is open. */
const bytesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join();

for (const way of ['forget', 'remove'] as const) {
  it(`leaves nothing of what was deleted in any file, at once (${way}) [P4]`, async () => {
    const folder = tempFolder();
    const store = await openStore(`sqlite:${join(folder, 'store.db')}`, createFakeClock());
    await store.create('a', 'hash');
    const log = [{ position: 1, activity: { text: word } }];
    await store.commit(writesOf('a', { expectedVersion: 1, state: { word }, nextPosition: 2, log }));
    expect(bytesIn(folder)).toContain(word);
    if (way === 'remove') await store.remove('a');
    else
      await store.commit(writesOf('a', { expectedVersion: 2, state: null, nextPosition: 2, forget: true }));
    expect(bytesIn(folder)).not.toContain(word);
    await store.close();
  });
}
