import type { Compilable, CompiledQuery, Kysely, QueryResult, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema> | Transaction<Schema>;

/** Marks the place of a value that is known only when the statement runs. */
export type Given<V> = <T>(read: (values: V) => T) => T;

class Place {
  readonly read: (values: unknown) => unknown;

  constructor(read: (values: unknown) => unknown) {
    this.read = read;
  }
}

/**
 * A statement that Kysely builds and compiles once for each kind of database, since that takes longer than the database
 * takes to run it. `build` must make the same statement each time; whatever differs from run to run is `given`.
 *
 * @param build `count` is how many rows or list items the statement has room for; each number is compiled for itself
 * @returns runs the statement
 */
export function statement<V, O>(
  build: (db: Database, given: Given<V>, count: number) => Compilable<O>,
): (db: Database, values: V, count?: number) => Promise<QueryResult<O>> {
  const compiled = new WeakMap<object, Map<number, CompiledQuery<O>>>();
  // What Kysely is told to bind it binds untouched; so the type that it is told is the one of the value to come.
  const given = ((read: (values: unknown) => unknown) => new Place(read)) as Given<V>;

  const compile = (db: Database, count: number): CompiledQuery<O> => {
    const { adapter } = db.getExecutor();
    const known = compiled.get(adapter) ?? new Map<number, CompiledQuery<O>>();
    compiled.set(adapter, known);
    const query = known.get(count) ?? build(db, given, count).compile();
    known.set(count, query);
    return query;
  };

  return async (db, values, count = 1) => {
    const query = compile(db, count);
    const parameters = query.parameters.map((one) => (one instanceof Place ? one.read(values) : one));
    return await db.executeQuery({ ...query, parameters });
  };
}

/** 0 to `count` - 1, each made into something. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
