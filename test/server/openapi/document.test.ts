import { type SpecData, Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Case } from '../../conformance/asking.ts';
import { createWorld, type World } from '../../conformance/direct-line-world.ts';
import { ownCases } from '../../conformance/own-cases.ts';
import { cases } from '../../conformance/swagger-cases.ts';
import type { Answer } from '../start-service.ts';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: z.core.JSONSchema.JSONSchema }>>;
  readonly headers?: object;
}

/** As much of the document as is looked at here, with its references resolved. */
interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>
  >;
}

let world: World;
let served: SpecData;
let document: Document;
const validator = new Validator();
beforeAll(async () => {
  world = await createWorld();
  served = (await world.call('GET', '/openapi.json')).body;
  await validator.validate(structuredClone(served));
  document = validator.resolveRefs() as unknown as Document;
});
afterAll(() => world.service.close());

/** The statuses of an operation that can be brought about. */
const arising = (statuses: Readonly<Record<number, Case>>) =>
  Object.entries(statuses).flatMap(([status, bring]) =>
    typeof bring === 'string' ? [] : [{ status, bring }],
  );

const responsesOf = (name: string): Readonly<Record<string, Response>> => {
  const [method = '', path = ''] = name.split(' ');
  return document.paths[path]?.[method.toLowerCase()]?.responses ?? {};
};

function expectAsDescribed({ body, headers }: Answer, described: Response | undefined): void {
  const schema = described?.content?.['application/json']?.schema;
  if (schema) {
    expect(headers.get('content-type')).toContain('application/json');
    expect(z.fromJSONSchema(schema).safeParse(body).error).toBeUndefined();
  } else {
    expect(body).toBe('');
  }
  if (described?.headers) expect(headers.get('retry-after')).toMatch(/^\d+$/);
}

const all = Object.entries({ ...cases, ...ownCases });

describe('the description of the interface', () => {
  it('is OpenAPI that can be read, of this server [http.openapi]', async () => {
    expect(await validator.validate(structuredClone(served))).toEqual({ valid: true });
    expect(document.servers).toEqual([{ url: world.service.url }]);
  });

  it.each(all)('names the statuses that %s answers, and no other [http.openapi]', (name, statuses) => {
    const { default: other, ...own } = responsesOf(name);
    expect(other).toBeDefined();
    expect(Object.keys(own).sort()).toEqual(arising(statuses).map(({ status }) => status));
  });

  it.each(all)('is what %s answers [http.openapi]', async (name, statuses) => {
    for (const { status, bring } of arising(statuses)) {
      expectAsDescribed(await bring(world), responsesOf(name)[status]);
    }
  });

  it('says what a body may be as it is read, and that it may be left out where it may [http.openapi]', () => {
    const post = (path: string): unknown => document.paths[path]?.['post'];
    const body = (required: boolean, properties: object) => ({
      requestBody: { required, content: { 'application/json': { schema: properties } } },
    });
    const fields = (...names: string[]) => ({
      properties: Object.fromEntries(names.map((name) => [name, expect.anything()])),
    });
    expect(post('/v3/directline/conversations/{conversationId}/activities')).toMatchObject(
      body(true, { required: ['type'], ...fields('text', 'channelData', 'from') }),
    );
    expect(post('/api/token')).toMatchObject(
      body(false, { anyOf: [fields('resume', 'locale'), { type: 'null' }] }),
    );
  });
});
