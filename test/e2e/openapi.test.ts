import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../../src/server/openapi/operations.ts';
import { freePort, type Program, startProgram } from './start-program.ts';

interface Described {
  readonly summary?: string;
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

let folder: string;
let program: Program;
let document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-openapi-'));
  program = await startProgram(folder, await freePort());
  document = (await (await fetch(`${program.url}/openapi.json`)).json()) as typeof document;
});
afterAll(async () => {
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const described = () =>
  Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      name: `${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      operation,
    })),
  );

it('the whole program describes every address it serves, and none that it does not [http.openapi]', async () => {
  expect(await new Validator().validate(structuredClone(document) as never)).toEqual({ valid: true });
  const all = described();
  const undescribed = all.filter(({ operation }) => operation.summary === undefined);
  expect(undescribed.map(({ name }) => `${name} stands in no list of src/server/openapi/`)).toEqual([]);
  expect(Object.keys(operations).filter((name) => !all.some((one) => one.name === name))).toEqual([]);
});

it('each page and file is as it is described [http.openapi]', async () => {
  const soon = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const queries: Record<string, string> = { 'GET /return.ics': `?at=${soon}` };
  const plain = described().filter(({ name }) => /^GET [^:]*$/.test(name) && !name.includes('/v3/'));
  expect(plain.length).toBeGreaterThanOrEqual(6);
  for (const { name, operation } of plain) {
    const answer = await fetch(program.url + name.slice('GET '.length) + (queries[name] ?? ''));
    const types = Object.keys(operation.responses[answer.status]?.content ?? {});
    expect(Object.keys(operation.responses), name).toContain(String(answer.status));
    expect(answer.status, name).toBeLessThan(300);
    const type = answer.headers.get('content-type')?.split(';')[0];
    expect(type === undefined ? [] : [type], name).toEqual(types);
  }
});
