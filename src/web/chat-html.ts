import type { SpokenMessage } from '../channels/greeting.ts';
import { Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { renderMarkdown } from './shared/markdown.ts';

export interface ChatHtmlParts {
  readonly words: PageWords;
  /** What the bot says first: it can be read before any script has loaded. */
  readonly greeting: readonly SpokenMessage[];
  /** The steps to read, for whoever has no scripts. */
  readonly plain: Html;
}

/** The chat, alike on the help page and in a frame. The browser's script finds its parts by their ids. */
export const chatHtml = ({ words, greeting, plain }: ChatHtmlParts): Html =>
  html`<section class="chat" id="chat" tabindex="-1" aria-label="${words.chat.label}" aria-describedby="greeting">
<noscript><div class="notice"><p>${words.noScript}</p></div>${plain}</noscript>
<div class="notice" id="broken" role="alert" hidden><p>${words.broken.text}</p><p><a href="/steps" target="_blank" rel="noopener">${words.steps.read}<span class="unseen"> (${words.chat.newTab})</span></a></p><button type="button" id="again">${words.broken.again}</button></div>
<p class="status" id="status" role="status" hidden>${words.status.opening}</p>
<div class="back" id="back" role="status" hidden><p id="back-text"></p><button type="button" id="back-button">${words.chat.goOn}</button></div>
<div class="talk" id="talk">
<div class="opening" id="opening">
<div class="lines" id="greeting" role="log" tabindex="0" aria-label="${words.chat.label}">
${greetingHtml(words, greeting)}</div>
<div class="choices" role="group" aria-label="${words.chat.answers}">
${(greeting.at(-1)?.buttons ?? []).map((title) => html`<button type="button">${title}</button>`)}
</div>
<form class="reply"><textarea rows="1" aria-label="${words.chat.placeholder}" placeholder="${words.chat.placeholder}" enterkeyhint="send" maxlength="2000"></textarea><button type="submit" aria-label="${words.chat.send}">${sendIcon}</button></form>
</div>
</div>
</section>`;

const greetingHtml = ({ chat }: PageWords, greeting: readonly SpokenMessage[]): Html =>
  html`${greeting.map(
    ({ text }) =>
      html`<div class="line bot"><span class="unseen">${chat.botSaid} </span><div class="bubble">${new Html(renderMarkdown(text, chat.newTab))}</div></div>`,
  )}${greeting.length > 0 ? html`<p class="when">${chat.justNow}</p>` : ''}`;

/** Web Chat's own paper plane, so that it stays the same when Web Chat takes over. */
const sendIcon = html`<svg viewBox="0 0 45.7 33.8" width="28" height="28" aria-hidden="true"><path clip-rule="evenodd" d="M8.55 25.25l21.67-7.25H11zm2.41-9.47h19.26l-21.67-7.23zm-6 13l4-11.9L5 5l35.7 11.9z"/></svg>`;

/** What a person can do with the talk as a whole. Shown once the script can do it. */
export const menuHtml = ({ menu, pages, steps }: PageWords): Html =>
  html`<div class="menu" id="menu" hidden>
<button type="button" id="menu-button" aria-expanded="false" aria-controls="menu-panel">${menu.open}</button>
<div class="menu-panel" id="menu-panel" hidden>
<button type="button" id="start-over">${menu.startOver}<small>${menu.startOverHint}</small></button>
<button type="button" id="print">${menu.print}</button>
<button type="button" id="save">${menu.save}<small>${menu.saveHint}</small></button>
<label><input type="checkbox" id="shared"><span>${menu.shared}<small>${menu.sharedHint}</small></span></label>
<button type="button" id="forget">${menu.forget}<small>${menu.forgetHint}</small></button>
${readingLinks(steps, pages)}
</div>
</div>
<dialog class="ask" id="forget-dialog" aria-labelledby="forget-heading" aria-describedby="forget-text">
<h2 id="forget-heading">${menu.ask}</h2>
<p id="forget-text">${menu.asks}</p>
<form method="dialog"><button value="keep">${menu.keep}</button><button value="delete">${menu.delete}</button></form>
</dialog>`;

/** The pages to read. They open beside the chat, which stays. */
const readingLinks = (steps: PageWords['steps'], pages: PageWords['pages']): Html =>
  html`<p class="menu-links"><a href="/steps" target="_blank" rel="noopener">${steps.read}</a><a href="/privacy" target="_blank" rel="noopener">${pages.privacy.title}</a><a href="/terms" target="_blank" rel="noopener">${pages.terms.title}</a></p>`;
