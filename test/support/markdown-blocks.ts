/** A fenced block of a Markdown page. */
export interface Block {
  /** What stands behind the fence, such as `sh`. */
  readonly language: string;
  readonly text: string;
  /** The line of the page on which it begins. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. */
export const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: page.slice(0, index).split('\n').length,
  }));

const parts = (pattern: string): string =>
  pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '[\\s\\S]*');

/** Tells whether a text is what an example shows; `…` stands for anything. */
export const looksLike = (shown: string, text: string): boolean => new RegExp(`^${parts(shown)}$`).test(text);

/**
 * What of an answer is not as an example shows it. An object may have more fields than are shown, a list more entries
 * behind those that are.
 */
export function unlike(shown: unknown, given: unknown, at = 'the answer'): string[] {
  if (typeof shown === 'string' && typeof given === 'string')
    return looksLike(shown, given) ? [] : [`${at} is ${given}`];
  if (typeof shown !== 'object' || shown === null)
    return shown === given ? [] : [`${at} is ${JSON.stringify(given)}`];
  if (typeof given !== 'object' || given === null) return [`${at} is ${JSON.stringify(given)}`];
  return Object.entries(shown).flatMap(([name, one]) =>
    unlike(one, (given as Record<string, unknown>)[name], `${at}.${name}`),
  );
}
