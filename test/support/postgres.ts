import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Makes an empty database on the PostgreSQL that the tests share. @returns its address */
export async function newDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ask(url.href, `create database ${name}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** Takes all that the store has written out of a database. */
export const emptyDatabase = (url: string): Promise<unknown> =>
  ask(
    url,
    `do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
        execute 'delete from ' || quote_ident(name);
      end loop;
    end $$`,
  );

/** Runs a statement on a connection of its own. @returns the rows */
export async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
