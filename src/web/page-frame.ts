import type { Assets } from './assets.ts';
import { address } from './chat-document.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';

/** What stands in the `<head>` of every page of ours. @throws LatchkeyError `PageNotBuilt` */
export const headOf = (words: PageWords, assets: Assets, title: string): Html => html`<title>${title}</title>
<meta name="description" content="${words.description}">
<meta name="theme-color" content="#f4f1ea" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12181b" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${address(assets, 'favicon.svg')}" type="image/svg+xml">
<link rel="license" href="${address(assets, 'webchat.LICENSE.txt')}">`;

/** The band at the top of a page. @param beside what stands at its end */
export const pageTop = (words: PageWords, botName: string, icon: string, beside: Html = html``): Html =>
  html`<header class="top">
<img src="${icon}" alt="" width="40" height="40">
<p class="brand"><strong>${botName}</strong><span>${words.tagline}</span></p>
${beside}
</header>`;

/** The pages beside this one. */
export const pageFoot = ({ steps, pages }: PageWords): Html =>
  html`<p class="foot"><a href="/steps">${steps.read}</a> <a href="/privacy">${pages.privacy.title}</a> <a href="/terms">${pages.terms.title}</a></p>`;
