/**
 * Shows the little Markdown that the bot writes: paragraphs, `**bold**`, `[label](https://…)`. All else is text, and no
 * text becomes an element or an attribute. The result is used as HTML as it is, so this file is all that stands between
 * a message and the page.
 */

/** `**bold**` or `[label](address)`; the address is `https`, with no sign that could end it. */
const mark = /\*\*(?<bold>[^*\n][^\n]*?)\*\*|\[(?<label>[^[\]\n]+)\]\((?<url>https:\/\/[^\s()<>"'`\\]+)\)/;

/** What a message may take; longer ones do not come from this bot, and are shown as text. */
const charactersAtMost = 10_000;

/**
 * @param markdown what the bot wrote
 * @param newTab what a link's reader is told of where it opens
 * @returns HTML of `p`, `br`, `strong`, `a` and `span` elements; the outermost are all `p`
 */
export function renderMarkdown(markdown: string, newTab: string): string {
  return markdown
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => `<p>${renderLines(block, newTab)}</p>`)
    .join('');
}

const renderLines = (block: string, newTab: string): string =>
  block
    .split('\n')
    .map((line) => (line.length > charactersAtMost ? escapeHtml(line) : renderLine(line, newTab)))
    .join('<br>');

function renderLine(line: string, newTab: string): string {
  const found = mark.exec(line);
  if (!found?.groups) return escapeHtml(line);
  const { bold, label, url } = found.groups;
  const before = escapeHtml(line.slice(0, found.index));
  const after = line.slice(found.index + found[0].length);
  const shown =
    bold !== undefined
      ? `<strong>${renderLine(bold, newTab)}</strong>`
      : renderLink(label ?? '', url ?? '', newTab);
  return before + shown + renderLine(after, newTab);
}

const renderLink = (label: string, url: string, newTab: string): string =>
  `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${renderLine(label, newTab)}` +
  `<span class="new-tab"> (${escapeHtml(newTab)})</span></a>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
