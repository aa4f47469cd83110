import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/cluster/postgres.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of a database on a real PostgreSQL, in which other databases can be made. */
    readonly postgresUrl: string;
  }
}

/** Starts one PostgreSQL for all test files that want one; vitest calls what is returned when they are done. */
export default async function postgresOnce(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  const server = await startPostgres({ folder, isDurable: false });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
