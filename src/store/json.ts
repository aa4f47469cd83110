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
