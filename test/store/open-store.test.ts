import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';

it.each(['mysql://localhost/db', './data/latchkey.db', '', 'sqlite:'])(
  'does not guess what the address "%s" means',
  async (url) => {
    await expect(openStore(url, createFakeClock())).rejects.toMatchObject({ code: 'StoreUnknown' });
  },
);

it('says so when the file is no database', async () => {
  const file = join(tempFolder(), 'store.db');
  writeFileSync(file, 'a letter, not a database. '.repeat(100));
  await expect(openStore(`sqlite:${file}`, createFakeClock())).rejects.toMatchObject({
    code: 'StoreUnusable',
  });
});

it('says so when the folder cannot be made', async () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  const url = `sqlite:${join(file, 'store.db')}`;
  await expect(openStore(url, createFakeClock())).rejects.toMatchObject({ code: 'StoreUnusable' });
});
