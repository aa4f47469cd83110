import { LatchkeyError } from '../errors.ts';
import type { Link } from '../speech/locale-files.ts';
import { Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { renderMarkdown } from './shared/markdown.ts';

/**
 * The five steps with their links, to read: for whoever has no scripts, would rather read, or finds the chat switched off.
 *
 * @param links the allow-list
 * @param level of the headings of the steps
 * @throws LatchkeyError `WordsUnusable` when a link is not on the list
 */
export function plainSteps(
  { lang, steps, limits, chat }: PageWords,
  links: ReadonlyMap<string, Link>,
  level: 2 | 3 = 3,
): Html {
  const heading = `h${level}`;
  const show = (text: string): Html => new Html(renderMarkdown(withLinks(text, links, lang), chat.newTab));
  const items = steps.list.map(
    ({ name, how }) => html`<li><${new Html(heading)}>${name}</${new Html(heading)}>
${how.map(show)}</li>
`,
  );
  return html`<div class="plain">
<p>${limits.notMicrosoft} ${limits.cannot}</p>
<ol class="plain-steps">
${items}</ol>
<p>${steps.none}</p>
<p>${limits.never}</p>
</div>`;
}

const withLinks = (text: string, links: ReadonlyMap<string, Link>, lang: string): string =>
  text.replace(/\]\(\{(\w+)\}\)/g, (_all, id: string) => {
    const link = links.get(id);
    if (link) return `](${link.url})`;
    throw new LatchkeyError(
      'WordsUnusable',
      `The page's words in ${lang} show the link ${id}, which is not in locales/links.yaml.`,
      'Name a link of locales/links.yaml by its id, or add it there.',
    );
  });
