import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../server/start-service.ts';
import { faultsOf, operations } from '../support/direct-line-swagger.ts';
import type { Case } from './asking.ts';
import { createWorld, type World } from './direct-line-world.ts';
import { ownCases } from './own-cases.ts';
import { cases } from './swagger-cases.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.service.close());

/** The fields without which a client cannot go on; the swagger marks none. */
const required: Readonly<Record<string, readonly string[]>> = {
  'POST /v3/directline/conversations': ['streamUrl', 'referenceGrammarId'],
  'GET /v3/directline/conversations/{conversationId}': ['streamUrl', 'referenceGrammarId'],
  Conversation: ['conversationId', 'token', 'expires_in'],
  ActivitySet: ['activities', 'watermark'],
  ResourceResponse: ['id'],
};

it('every operation and every status of the swagger is brought about or explained, and no other operation [DL.operations]', () => {
  expect(Object.keys(cases).sort()).toEqual(operations.map(({ name }) => name).sort());
  for (const { name, statuses } of operations) {
    const open = [...statuses.keys()].filter((status) => cases[name]?.[status] === undefined);
    expect(open, name).toEqual([]);
  }
});

/** What of an operation's statuses can be brought about. */
const arising = (statuses: Readonly<Record<number, Case>> = {}) =>
  Object.entries(statuses).flatMap(([status, one]) =>
    typeof one === 'string' ? [] : [[Number(status), one] as const],
  );

const expectError = ({ body, headers, status }: Answer): void => {
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(faultsOf(body, 'ErrorResponse', ['error'])).toEqual([]);
  expect(faultsOf(body.error, 'Error', ['code', 'message'])).toEqual([]);
  expect(body.error.message).not.toMatch(/disk is full|bot fails/);
  if (status === 429) expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
};

describe.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, { statuses }) => {
    it.each(arising(cases[name]))(
      'is %i with the body that the swagger gives it [DL.operations, http.error-shape]',
      async (status, bring) => {
        const answer = await bring(world);
        expect(answer.status, JSON.stringify(answer.body)).toBe(status);
        if (status >= 400) return expectError(answer);
        expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
        const definition = statuses.get(status) ?? 'no definition';
        const fields = [...(required[definition] ?? []), ...(required[name] ?? [])];
        expect(faultsOf(answer.body, definition, fields)).toEqual([]);
      },
    );
  },
);

describe.each(Object.entries(ownCases))('%s', (_, statuses) => {
  it.each(arising(statuses))(
    'is %i, an error in the shape of the others [DL.operations, http.error-shape]',
    async (status, bring) => {
      const answer = await bring(world);
      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
      if (status >= 400) expectError(answer);
    },
  );
});
