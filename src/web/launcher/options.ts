import { readColor } from './color.ts';

/** What the page's owner has chosen, by the `data-` attributes of the script's element. */
export interface Options {
  /** One of the languages that there are words in. */
  readonly language: string;
  /** Where the button stands; undefined: where a line ends in that language. */
  readonly side: 'left' | 'right' | undefined;
  /** As `#rrggbb`. */
  readonly color: string | undefined;
  /** The owner's own words, shown beside the button. */
  readonly greeting: string | undefined;
  /** Whether the chat opens by itself. */
  readonly open: boolean;
}

/**
 * @param data the attributes, as an element's `dataset` gives them
 * @param languages those that there are words in; English among them
 * @param others languages to try when the owner has named none: the page's, and the browser's
 */
export const readOptions = (
  data: Readonly<Record<string, string | undefined>>,
  languages: readonly string[],
  others: readonly string[],
): Options => ({
  language: languageOf(languages, data['lang'] ? [data['lang']] : others),
  side: data['position'] === 'left' || data['position'] === 'right' ? data['position'] : undefined,
  color: readColor(data['color']),
  greeting: data['greeting']?.trim() || undefined,
  open: data['open'] !== undefined && data['open'] !== 'false',
});

/** The first of `wanted` that there are words in, a wider tag for want of a narrower (RFC 4647, lookup); else English. */
export function languageOf(languages: readonly string[], wanted: readonly string[]): string {
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split('-');
    for (let length = parts.length; length > 0; length -= 1) {
      const wider = parts.slice(0, length).join('-');
      const found = languages.find((language) => language.toLowerCase() === wider);
      if (found !== undefined) return found;
    }
  }
  return 'en';
}
