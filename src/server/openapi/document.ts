import { z } from 'zod';
import type { Route } from '../../channels/http.ts';
import type { Operation, OperationAnswer, Operations } from '../../channels/operation.ts';
import type { JsonObject } from '../../store/json.ts';

const errorShape = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const errorReference = { $ref: '#/components/schemas/ErrorResponse' };

/** A schema of OpenAPI 3.1 is a JSON Schema; what is read is described as it may come in, not as it comes out. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest as JsonObject;
};

/**
 * Describes routes in OpenAPI 3.1. Each is described as far as its route goes; what else `operations` tells of it is
 * added.
 */
export function describeRoutes(routes: readonly Route[], operations: Operations): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: describe(route, operations[`${route.method} ${route.path}`]),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: '1',
      description: 'Direct Line 3.0 as served here, and the other addresses of this program.',
    },
    paths,
    components: {
      schemas: { ErrorResponse: schemaOf(errorShape, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of one conversation.' },
        secret: { type: 'http', scheme: 'bearer', description: 'DIRECT_LINE_SECRET, between servers only.' },
      },
    },
  };
}

function describe(route: Route, operation: Operation | undefined): JsonObject {
  const { summary, credential, query = {}, body, answers = {}, errors = [] } = operation ?? {};
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ];
  const requestBody = route.body !== 'none' && {
    required: route.body === 'json',
    content: { 'application/json': { schema: body ? schemaOf(body, 'input') : {} } },
  };
  return {
    ...(summary && { summary }),
    ...(credential && {
      security: credential === 'secret' ? [{ secret: [] }] : [{ token: [] }, { secret: [] }],
    }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]),
      ),
      ...Object.fromEntries(errors.map((status) => [status, describeError(status)])),
      default: describeError(undefined),
    },
  };
}

const describeAnswer = ({ description, json, type }: OperationAnswer): JsonObject => ({
  description,
  ...(json && { content: { 'application/json': { schema: schemaOf(json, 'output') } } }),
  ...(type && { content: { [type]: {} } }),
});

const describeError = (status: number | undefined): JsonObject => ({
  description:
    status === undefined
      ? 'Any other error, such as 405 to a verb that is not taken, 408 to a body too slow, 431 to headers too long.'
      : 'An error.',
  content: { 'application/json': { schema: errorReference } },
  ...(status === 429 && {
    headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
  }),
});
