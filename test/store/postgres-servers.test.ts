import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ask, newDatabase } from '../support/postgres.ts';
import { linesOf, reference, writesOf } from './writes.ts';

const clock = createFakeClock();
const leaseMs = 30_000;
let url: string;
let servers: Store[];

/** Three servers that start on an empty database at the same moment. */
beforeEach(async () => {
  url = await newDatabase();
  servers = await Promise.all([1, 2, 3].map(() => openStore(url, clock)));
});
afterEach(() => Promise.all(servers.map((store) => store.close())));

const [one, two] = [() => servers[0] as Store, () => servers[1] as Store];
const many = Array.from({ length: 30 }, (_, index) => `conversation ${index}`);
const tables = ['conversations', 'seen', 'log', 'outbox', 'reminders'];
const rowsOf = async (key: string): Promise<string[]> => {
  const found = await Promise.all(
    tables.map(
      async (table) => (await ask(url, `select * from ${table} where conversation = '${key}'`)).length,
    ),
  );
  return tables.filter((_, index) => found[index]);
};

it('brings the tables up to date once when several servers start at once [cluster.migrations]', async () => {
  const names = await ask(url, 'select name from kysely_migration order by name');
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  await one().commit(writesOf('a', { log: linesOf(1) }));
  expect(await two().readLog('a', 0, 10)).toEqual(linesOf(1));
});

it('takes one of several commits on the same version, whichever server they come to [cluster.order, turn.conflict]', async () => {
  for (let version = 0; version < 10; version += 1) {
    const results = await Promise.all(
      servers.map((store, index) =>
        store.commit(
          writesOf('a', {
            expectedVersion: version,
            nextPosition: version + 2,
            log: linesOf(version + 1),
            state: { index },
          }),
        ),
      ),
    );
    expect(results.sort()).toEqual(['committed', 'conflict', 'conflict']);
  }
  expect(await two().readLog('a', 0, 100)).toHaveLength(10);
});

it('begins a conversation once when several servers begin it [cluster.order]', async () => {
  const made = await Promise.all(servers.map((store) => store.create('a', null)));
  expect(made.filter(Boolean)).toHaveLength(1);
});

it('leases each message to one server, in order within a conversation [cluster.leases, turn.delivery-order]', async () => {
  for (const key of many)
    await one().commit(writesOf(key, { reference, nextPosition: 3, outbox: linesOf(1, 2) }));
  for (const position of [1, 2]) {
    const leased = (
      await Promise.all(servers.map((store) => store.lease(clock.now(), leaseMs, many.length)))
    ).flat();
    expect(leased.map(({ key }) => key).sort()).toEqual([...many].sort());
    expect(new Set(leased.map((message) => message.position))).toEqual(new Set([position]));
    await Promise.all(leased.map((message) => two().settle(message, { kind: 'delivered' })));
  }
});

it('leases each reminder to one server [cluster.leases]', async () => {
  for (const key of many) await one().commit(writesOf(key, { remindAt: clock.now() }));
  const leased = (
    await Promise.all(servers.map((store) => store.leaseReminders(clock.now(), leaseMs, many.length)))
  ).flat();
  expect(leased.map(({ key }) => key).sort()).toEqual([...many].sort());
});

it('leaves nothing of a conversation that is removed while a turn of it is committed elsewhere [cluster.deletes, P4]', async () => {
  for (const key of many) {
    await one().commit(
      writesOf(key, { nextPosition: 2, log: linesOf(1), seen: [{ id: 'old', answer: null }] }),
    );
    const late = writesOf(key, {
      expectedVersion: 1,
      nextPosition: 4,
      log: linesOf(2),
      outbox: linesOf(3),
      seen: [{ id: 'late', answer: null }],
      remindAt: clock.now(),
    });
    await Promise.all([two().commit(late), one().remove(key)]);
    expect(await rowsOf(key)).toEqual([]);
  }
});

it('lets a turn that forgets and a message that is given up at the same moment both have their way [turn.forget, turn.missed]', async () => {
  for (const key of many) {
    await one().commit(writesOf(key, { reference, nextPosition: 3, outbox: linesOf(1, 2) }));
    const [message] = await one().lease(clock.now(), leaseMs, 1, key);
    if (!message) throw new Error('nothing to lease');
    const forgetting = writesOf(key, { expectedVersion: 1, state: null, nextPosition: 3, forget: true });
    const [result] = await Promise.all([
      two().commit(forgetting),
      one().settle(message, { kind: 'referenceEnded' }),
    ]);
    const { row } = await one().load(key, []);
    expect(row).toMatchObject(
      result === 'committed' ? { version: 2, missed: false } : { version: 2, missed: true },
    );
    expect(await one().lease(clock.now(), leaseMs, 1, key)).toEqual([]);
  }
});

it('commits for good, whatever the database is set to [turn.durable]', async () => {
  const name = new URL(url).pathname.slice(1);
  await ask(url, `alter database ${name} set synchronous_commit = off`);
  await ask(url, 'create table seen_setting (value text)');
  await ask(
    url,
    `create function keep_setting() returns trigger language plpgsql as $$ begin
       insert into seen_setting values (current_setting('synchronous_commit')); return new; end $$`,
  );
  await ask(
    url,
    'create trigger keep_setting after insert on log for each row execute function keep_setting()',
  );
  const store = await openStore(url, clock);
  await store.commit(writesOf('a', { log: linesOf(1) }));
  await store.close();
  expect(await ask(url, 'select value from seen_setting')).toEqual([{ value: 'on' }]);
});

it('refuses NUL in text before the database sees it, and goes on serving', async () => {
  await expect(one().commit(writesOf('a\0b'))).rejects.toMatchObject({ code: 'BindRefused' });
  await expect(one().load('a\0b', [])).rejects.toMatchObject({ code: 'BindRefused' });
  expect(await one().commit(writesOf('a'))).toBe('committed');
});

it('says what is wrong when the database cannot be reached', async () => {
  await expect(openStore('postgres://nobody@127.0.0.1:1/none', clock)).rejects.toMatchObject({
    code: 'StoreUnusable',
    cause: { code: 'StoreUnavailable' },
  });
  await expect(openStore('postgres://a:secret@[/none', clock)).rejects.toMatchObject({
    code: 'StoreUnusable',
  });
});
