import { escapeHtml } from './shared/escape-html.ts';

/** HTML that needs no more escaping. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const fill = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(fill).join('');
  return escapeHtml(String(value));
};

/** A template whose values are escaped, for text and for attributes in quotes; `Html` and lists of it stand as they are. */
export const html = (parts: TemplateStringsArray, ...values: readonly unknown[]): Html =>
  new Html(parts.map((part, at) => part + (at < values.length ? fill(values[at]) : '')).join(''));

/** A value as JSON that may stand inside a `<script>`: nothing in it ends the element. */
export const scriptJson = (value: unknown): Html =>
  new Html(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
