import type { Assets } from './assets.ts';
import { Html, html, scriptJson } from './html.ts';
import type { PageWords } from './page-words.ts';

export interface ChatDocumentParts {
  readonly words: PageWords;
  /** Origins whose pages may show it in a frame; absent when it is not made for one. */
  readonly parents?: readonly string[];
  /** What its `<head>` says besides. */
  readonly head: Html;
  /** Its body; with the chat in it. */
  readonly body: Html;
}

/**
 * Makes an HTML document that holds the chat, with the styles and scripts that the chat needs.
 *
 * @returns the document with this nonce on each of its script and style elements
 * @throws LatchkeyError `PageNotBuilt`
 */
export function createChatDocument(
  assets: Assets,
  { words, parents, head, body }: ChatDocumentParts,
): (nonce: string) => string {
  // The little that is needed before the first paint stands in the page itself: it saves a slow connection a round trip.
  const styles = new Html(assets.text('page.css'));
  const early = new Html(assets.text('early.js'));
  const [pageScript, webChatScript] = [address(assets, 'page.js'), address(assets, 'webchat.js')];
  const data = scriptJson({
    lang: words.lang,
    dir: words.dir,
    ...(parents && { parents }),
    words: { ...words.status, placeholder: words.chat.placeholder, newTab: words.chat.newTab },
  });
  return (nonce) =>
    html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
${head}
<style nonce="${nonce}">${styles}</style>
</head>
<body>
${body}
<script nonce="${nonce}" type="application/json" id="page-data">${data}</script>
<script nonce="${nonce}">${early}</script>
<script nonce="${nonce}" src="${pageScript}" defer></script>
<script nonce="${nonce}" src="${webChatScript}" id="webchat-script" defer></script>
</body>
</html>
`.text;
}

/** Where an asset lies. @throws LatchkeyError `PageNotBuilt` */
export const address = (assets: Assets, name: string): string => `/assets/${assets.hashed(name)}`;
