import { type Asset, readAssets } from './assets.ts';
import { Html, html, scriptJson } from './html.ts';
import type { PageWords } from './page-words.ts';

export interface HelpPageOptions {
  /** Where the build put what the page loads: `dist/web`. */
  readonly assetsFolder: string;
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
export function createHelpPage({ assetsFolder, words: templates, botName }: HelpPageOptions): HelpPage {
  const assets = readAssets(assetsFolder);
  const words = named(templates, botName);
  const address = (name: string): string => `/assets/${assets.hashed(name)}`;
  // The little that is needed before the first paint stands in the page itself: it saves a slow connection a round trip.
  const styles = new Html(assets.text('page.css'));
  const early = new Html(assets.text('early.js'));
  const data = scriptJson({
    lang: words.lang,
    dir: words.dir,
    words: { ...words.status, placeholder: words.chat.placeholder, newTab: words.chat.newTab },
  });
  const head = headOf(words, address('favicon.svg'), address('webchat.LICENSE.txt'));
  const body = bodyOf(words, botName, address('favicon.svg'));

  return {
    html: ({ nonce }) =>
      html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
${head}
<style nonce="${nonce}">${styles}</style>
</head>
<body>
${body}
<script nonce="${nonce}" type="application/json" id="page-data">${data}</script>
<script nonce="${nonce}">${early}</script>
<script nonce="${nonce}" src="${address('page.js')}" defer></script>
<script nonce="${nonce}" src="${address('webchat.js')}" id="webchat-script" defer></script>
</body>
</html>
`.text,
    asset: (name) => assets.get(name),
  };
}

/** The words with the bot's name in its places. */
function named(words: PageWords, botName: string): PageWords {
  const text = JSON.stringify(words, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('{botName}', botName) : value,
  );
  return JSON.parse(text) as PageWords;
}

const headOf = (words: PageWords, icon: string, license: string): Html => html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>${words.title}</title>
<meta name="description" content="${words.description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f4f1ea" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12181b" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="license" href="${license}">`;

function bodyOf(words: PageWords, botName: string, icon: string): Html {
  const { about, limits, steps, tools, chat, status, broken } = words;
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
<div class="tools" id="tools" hidden>
<p>${about.place}</p>
<label><input type="checkbox" id="shared"><span>${tools.shared}<small>${tools.sharedHint}</small></span></label>
<button type="button" id="print">${tools.print}</button>
</div>
</div>
</details>
<section class="chat" id="chat" tabindex="-1" aria-label="${chat.label}">
<noscript><p class="notice">${words.noScript}</p></noscript>
<div class="notice" id="broken" role="alert" hidden><p>${broken.text}</p><button type="button" id="again">${broken.again}</button></div>
<p class="status" id="status" role="status" hidden>${status.opening}</p>
<div class="talk" id="talk"></div>
</section>
</main>`;
}
