import { escapeHtml } from './escape-html.ts';

/**
 * Shows the little Markdown that the bot writes: paragraphs, `**bold**`, `[label](https://…)`. All else is text, and no
 * text becomes an element or an attribute. The result is used as HTML as it is, so this file is all that stands between
 * a message and the page.
 */

/** `**bold**` or `[label](address)`; the address is one of the web, with no sign that could end it. */
const mark = /\*\*(?<bold>[^*\n][^\n]*?)\*\*|\[(?<label>[^[\]\n]+)\]\((?<url>https?:\/\/[^\s()<>"'`\\]+)\)/;

/** What a message may take; longer ones do not come from this bot, and are shown as text. */
const charactersAtMost = 10_000;

/**
 * @param markdown what the bot wrote; each line is a paragraph of its own
 * @param newTab what a link's reader is told of where it opens
 * @param ownOrigin where the page itself is; links to it may be without TLS, as the page is then
 * @returns HTML of `p`, `strong`, `a` and `span` elements; the outermost are all `p`
 */
export const renderMarkdown = (markdown: string, newTab: string, ownOrigin?: string): string =>
  markdown
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) =>
      line.length > charactersAtMost ? escapeHtml(line) : renderLine(line, { newTab, ownOrigin }),
    )
    .map((html) => `<p>${html}</p>`)
    .join('');

interface Reader {
  readonly newTab: string;
  readonly ownOrigin: string | undefined;
}

function renderLine(line: string, reader: Reader): string {
  const found = mark.exec(line);
  if (!found?.groups) return escapeHtml(line);
  const { bold, label, url } = found.groups;
  const before = escapeHtml(line.slice(0, found.index));
  const after = line.slice(found.index + found[0].length);
  const shown =
    bold !== undefined
      ? `<strong>${renderLine(bold, reader)}</strong>`
      : isAllowed(url ?? '', reader)
        ? renderLink(label ?? '', url ?? '', reader)
        : escapeHtml(found[0]);
  return before + shown + renderLine(after, reader);
}

const isAllowed = (url: string, { ownOrigin }: Reader): boolean =>
  url.startsWith('https://') || (ownOrigin !== undefined && url.startsWith(`${ownOrigin}/`));

const renderLink = (label: string, url: string, reader: Reader): string =>
  `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${renderLine(label, reader)}` +
  `<span class="new-tab"> (${escapeHtml(reader.newTab)})</span></a>`;
