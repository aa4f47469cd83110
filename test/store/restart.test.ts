import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { linesOf, reference, writesOf } from './writes.ts';

it('has everything again when the file is opened after a week [P6, turn.durable]', async () => {
  const url = `sqlite:${join(tempFolder(), 'a folder', 'that is', 'not there yet', 'store.db')}`;
  const clock = createFakeClock();
  const before = await openStore(url, clock);
  await before.create('a', 'hash');
  await before.commit(
    writesOf('a', {
      expectedVersion: 1,
      state: { step: 'wait', until: 'Thursday' },
      reference,
      nextPosition: 4,
      lastStamp: 77,
      seen: [{ id: 'id', answer: { id: 'echo' } }],
      log: linesOf(1, 2),
      outbox: linesOf(3),
    }),
  );
  await before.setting('signing key', () => 'made once');
  const loaded = await before.load('a', ['id']);
  await before.close();

  await clock.advance(7 * 24 * 60 * 60_000);
  const after = await openStore(url, clock);
  expect(await after.load('a', ['id'])).toEqual(loaded);
  expect(await after.resumeHash('a')).toBe('hash');
  expect(await after.readLog('a', 0, 10)).toEqual(linesOf(1, 2));
  expect(await after.setting('signing key', () => 'made twice')).toBe('made once');
  expect(await after.lease(clock.now(), 1000, 10)).toMatchObject([
    { key: 'a', position: 3, reference, doubtful: 0, refused: 0 },
  ]);
  await after.close();
});

it('takes a message that was under lease when the process ended for one of unknown outcome', async () => {
  const url = `sqlite:${join(tempFolder(), 'store.db')}`;
  const clock = createFakeClock();
  const before = await openStore(url, clock);
  await before.commit(writesOf('a', { reference, nextPosition: 2, outbox: linesOf(1) }));
  await before.lease(clock.now(), 30_000, 10);
  await before.close();
  const after = await openStore(url, clock);
  expect(await after.lease(clock.now(), 30_000, 10)).toEqual([]);
  await clock.advance(30_000);
  expect(await after.lease(clock.now(), 30_000, 10)).toMatchObject([{ position: 1, doubtful: 1 }]);
  await after.close();
});
