import type { Link } from '../speech/locale-files.ts';
import type { Assets } from './assets.ts';
import { address, createPlainDocument, type Document } from './chat-document.ts';
import { Html, html } from './html.ts';
import { headOf, pageFoot, pageTop } from './page-frame.ts';
import { type PageWords, withBotName } from './page-words.ts';
import { plainSteps } from './plain-steps.ts';
import { renderMarkdown } from './shared/markdown.ts';

export interface ReadingPageOptions {
  readonly assets: Assets;
  readonly words: PageWords;
  readonly botName: string;
  readonly links: ReadonlyMap<string, Link>;
  /** For how many days a talk is kept after its last message. */
  readonly retentionDays: number;
  /** The page owner's own help, where there is one. */
  readonly contactUrl: string | undefined;
  /** Azure's Direct Line, where people talk by way of it. */
  readonly azureDirectLine: object | undefined;
}

export interface ReadingPages {
  readonly privacy: Document;
  readonly terms: Document;
  /** The steps with their links. */
  readonly steps: Document;
  /** The same in the chat's place, while it is switched off. */
  readonly off: Document;
}

/** Makes the pages that are only read. @throws LatchkeyError `PageNotBuilt`, `WordsUnusable` */
export function createReadingPages(options: ReadingPageOptions): ReadingPages {
  const { assets, botName, links, retentionDays, contactUrl, azureDirectLine } = options;
  const words = withBotName(options.words, botName);
  const icon = address(assets, 'favicon.svg');

  const page = (title: string, content: Html, foot: Html): Document =>
    createPlainDocument(assets, {
      words,
      head: headOf(words, assets, title === words.title ? title : `${title} – ${botName}`),
      body: html`${pageTop(words, botName, icon)}
<main class="reading">
${content}
${foot}
</main>`,
    });
  const back = html`<p class="foot"><a href="/">${words.pages.back}</a></p>`;
  const { carrier: carriers } = words.pages;
  const carrier = azureDirectLine ? carriers.azure : carriers.own;
  const show = (text: string): Html =>
    new Html(
      renderMarkdown(
        text.replaceAll('{days}', String(retentionDays)).replaceAll('{carrier}', carrier),
        words.chat.newTab,
      ),
    );
  const text = ({ title, sections }: PageWords['pages']['privacy']): Document =>
    page(
      title,
      html`<h1>${title}</h1>
${sections.map(
  ({ heading, text }, index) => html`<h2>${heading}</h2>
${text.map(show)}
${index === sections.length - 1 && contactUrl !== undefined ? html`<p><a href="${contactUrl}">${contactUrl}</a></p>` : ''}
`,
)}`,
      back,
    );
  const plain = plainSteps(words, links, 2);
  return {
    privacy: text(words.pages.privacy),
    terms: text(words.pages.terms),
    steps: page(words.steps.read, html`<h1>${words.about.heading}</h1>${plain}`, back),
    off: page(
      words.title,
      html`<h1>${words.about.heading}</h1><p class="notice">${words.off}</p>${plain}`,
      pageFoot(words),
    ),
  };
}
