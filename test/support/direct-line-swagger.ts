import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As much of a Swagger 2.0 schema as Direct Line's document uses. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly schema?: Schema }>> }>>
    >
  >;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** An operation of the document. */
export interface Operation {
  /** Verb and path, such as `GET /v3/directline/conversations/{conversationId}`. */
  readonly name: string;
  readonly verb: string;
  readonly path: string;
  /** The documented statuses, each with the name of its body's definition where it has one. */
  readonly statuses: ReadonlyMap<number, string | undefined>;
}

const file = join(import.meta.dirname, '..', 'fixtures', 'direct-line', 'directline-3.0.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;

const nameOf = (ref: string): string => ref.replace('#/definitions/', '');

/** Every operation of the Direct Line 3.0 swagger. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, { responses }]) => ({
    name: `${verb.toUpperCase()} ${path}`,
    verb: verb.toUpperCase(),
    path,
    statuses: new Map(
      Object.entries(responses).map(([status, { schema }]) => [
        Number(status),
        schema?.$ref === undefined ? undefined : nameOf(schema.$ref),
      ]),
    ),
  })),
);

/** Declared as objects, yet strings in all that Microsoft sends: .NET's `object` is any value (A7360, A7370). */
const anyValued = new Set(['CardAction.value']);

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * What is wrong with `value` as a `definition` of the swagger: values of the wrong type, and fields that the definition
 * does not have. The document marks no field as required, so the caller says which are.
 */
export function faultsOf(value: unknown, definition: string, required: readonly string[] = []): string[] {
  const missing = required
    .filter((name) => !isObject(value) || value[name] === undefined)
    .map((name) => `${definition}.${name}: missing`);
  return [...missing, ...faults(value, { $ref: `#/definitions/${definition}` }, definition)];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function faults(value: unknown, schema: Schema, at: string): string[] {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    const target = document.definitions[name];
    return target ? faults(value, target, name) : [`${at}: no definition ${name}`];
  }
  if (anyValued.has(at)) return [];
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return [`${at}: not a string`];
      return schema.format === 'date-time' && !utc.test(value) ? [`${at}: not a time in UTC`] : [];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${at}: not an integer`];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${at}: not a ${schema.type}`];
    case 'array':
      if (!Array.isArray(value)) return [`${at}: not a list`];
      return value.flatMap((one) => faults(one, schema.items ?? {}, `${at}[]`));
    case 'object':
      return objectFaults(value, schema, at);
    default:
      return [`${at}: the document gives no type that is known here (${schema.type})`];
  }
}

function objectFaults(value: unknown, { properties }: Schema, at: string): string[] {
  if (!isObject(value)) return [`${at}: not an object`];
  // An object whose properties are not told may hold anything.
  if (!properties) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return schema ? faults(field, schema, `${at}.${name}`) : [`${at}.${name}: not in the definition`];
  });
}
