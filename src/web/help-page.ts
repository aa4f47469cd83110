import type { Asset, Assets } from './assets.ts';
import { address, createChatDocument } from './chat-document.ts';
import { chatHtml, toolsHtml } from './chat-html.ts';
import { type Html, html } from './html.ts';
import { type PageWords, withBotName } from './page-words.ts';

export interface HelpPageOptions {
  readonly assets: Assets;
  readonly words: PageWords;
  readonly botName: string;
}

/** The help page: what this is, the steps at a glance, and the chat. */
export interface HelpPage {
  /** The page, with this nonce on each of its script and style elements. */
  html(options: { readonly nonce: string }): string;
  /** What lies at `/assets/<name>`; undefined when nothing does. */
  asset(name: string): Asset | undefined;
}

/**
 * Makes the help page. It needs nothing from anyone but this server, and without scripts it still says the steps.
 *
 * @throws LatchkeyError `PageNotBuilt`
 */
export function createHelpPage({ assets, words: templates, botName }: HelpPageOptions): HelpPage {
  const words = withBotName(templates, botName);
  const icon = address(assets, 'favicon.svg');
  const page = createChatDocument(assets, {
    words,
    head: headOf(words, icon, address(assets, 'webchat.LICENSE.txt')),
    body: bodyOf(words, botName, icon),
  });
  return { html: ({ nonce }) => page(nonce), asset: (name) => assets.get(name) };
}

const headOf = (words: PageWords, icon: string, license: string): Html => html`<title>${words.title}</title>
<meta name="description" content="${words.description}">
<meta name="theme-color" content="#f4f1ea" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12181b" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="license" href="${license}">`;

function bodyOf(words: PageWords, botName: string, icon: string): Html {
  const { about, limits, steps } = words;
  const items = steps.list.map(
    ({ name, text }) => html`<li><strong>${name}</strong><span>${text}</span></li>
`,
  );
  return html`<a class="skip" href="#chat">${words.skip}</a>
<header class="top">
<img src="${icon}" alt="" width="40" height="40">
<p class="brand"><strong>${botName}</strong><span>${words.tagline}</span></p>
</header>
<main>
<details class="about" id="about" open>
<summary>${about.open}</summary>
<div class="about-inside">
<h1>${about.heading}</h1>
<p>${about.helps}</p>
<section aria-labelledby="limits-heading">
<h2 id="limits-heading">${limits.heading}</h2>
<ul class="limits">
<li>${limits.notMicrosoft}</li>
<li>${limits.cannot}</li>
<li>${limits.never}</li>
</ul>
</section>
<section aria-labelledby="steps-heading">
<h2 id="steps-heading">${steps.heading}</h2>
<ol class="steps">
${items}</ol>
</section>
${toolsHtml(words)}
</div>
</details>
${chatHtml(words)}
</main>`;
}
