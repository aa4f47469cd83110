/** A value that JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object that JSON can carry. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A value as the text that is stored; null stays null. */
export const toJson = (value: Json): string | null => (value === null ? null : JSON.stringify(value));

/** What `toJson` made of an object or null. */
export const fromJson = (text: string | null): JsonObject | null =>
  text === null ? null : (JSON.parse(text) as JsonObject);

/** A copy of a value as JSON would carry it, dates as texts, and no field that is undefined; much faster than by way of its text. */
export function copyAsJson(value: unknown): Json {
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return value.map((each) => copyAsJson(each) ?? null);
  if (typeof value !== 'object' || value === null) return value as Json;
  const fields: [string, Json][] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) fields.push([name, copyAsJson(field)]);
  }
  // Not by assignment: a field may be called `__proto__`.
  return Object.fromEntries(fields);
}
