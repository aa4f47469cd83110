import { beforeAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { emptyDatabase, newDatabase } from '../support/postgres.ts';
import { storeConformance } from './conformance.ts';

let url: string;
beforeAll(async () => {
  url = await newDatabase();
});

storeConformance('PostgreSQL', async (clock) => {
  await emptyDatabase(url);
  return await openStore(url, clock);
});
