import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';

/** The chat, alike on the help page and in a frame. The browser's script finds its parts by their ids. */
export const chatHtml = ({ chat, status, broken, noScript }: PageWords): Html =>
  html`<section class="chat" id="chat" tabindex="-1" aria-label="${chat.label}">
<noscript><p class="notice">${noScript}</p></noscript>
<div class="notice" id="broken" role="alert" hidden><p>${broken.text}</p><button type="button" id="again">${broken.again}</button></div>
<p class="status" id="status" role="status" hidden>${status.opening}</p>
<div class="talk" id="talk"></div>
</section>`;

/** What a person can do with the talk as a whole. Shown once the script can do it. */
export const toolsHtml = ({ about, tools }: PageWords): Html =>
  html`<div class="tools" id="tools" hidden>
<p>${about.place}</p>
<label><input type="checkbox" id="shared"><span>${tools.shared}<small>${tools.sharedHint}</small></span></label>
<button type="button" id="print">${tools.print}</button>
</div>`;
