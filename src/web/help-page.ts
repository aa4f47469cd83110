import type { SpokenMessage } from '../channels/greeting.ts';
import type { Link } from '../speech/locale-files.ts';
import type { Assets } from './assets.ts';
import { address, createChatDocument, type Document } from './chat-document.ts';
import { chatHtml, menuHtml } from './chat-html.ts';
import { type Html, html } from './html.ts';
import { headOf, pageFoot, pageTop } from './page-frame.ts';
import { type PageWords, withBotName } from './page-words.ts';
import { plainSteps } from './plain-steps.ts';

export interface HelpPageOptions {
  readonly assets: Assets;
  readonly words: PageWords;
  readonly botName: string;
  /** What the bot says first. */
  readonly greeting: readonly SpokenMessage[];
  readonly links: ReadonlyMap<string, Link>;
}

/**
 * Makes the help page: what this is, the steps at a glance, and the chat. It needs nothing from anyone but this server,
 * and without scripts it says the steps.
 *
 * @throws LatchkeyError `PageNotBuilt`, `WordsUnusable`
 */
export function createHelpPage(options: HelpPageOptions): Document {
  const { assets, botName, greeting, links } = options;
  const words = withBotName(options.words, botName);
  const plain = plainSteps(words, links);
  return createChatDocument(assets, {
    words,
    greeting,
    head: headOf(words, assets, words.title),
    body: html`<a class="skip" href="#chat">${words.skip}</a>
${pageTop(words, botName, address(assets, 'favicon.svg'), menuHtml(words))}
<main>
${aboutHtml(words)}
${chatHtml({ words, greeting, plain })}
</main>`,
  });
}

function aboutHtml(words: PageWords): Html {
  const { about, limits, steps } = words;
  const items = steps.list.map(
    ({ name, text }) => html`<li><strong>${name}</strong><span>${text}</span></li>
`,
  );
  return html`<details class="about" id="about" open>
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
<p class="place">${about.place}</p>
${pageFoot(words)}
</div>
</details>`;
}
