import type { SpokenMessage } from '../channels/greeting.ts';
import type { Assets } from './assets.ts';
import { Html, html, scriptJson } from './html.ts';
import type { PageWords } from './page-words.ts';

interface DocumentParts {
  readonly words: PageWords;
  /** Origins whose pages may show it in a frame; absent when it is not made for one. */
  readonly parents?: readonly string[];
  /** What its `<head>` says besides. */
  readonly head: Html;
  readonly body: Html;
}

export interface ChatDocumentParts extends DocumentParts {
  /** What the bot says first. */
  readonly greeting: readonly SpokenMessage[];
}

/** A document; the nonce stands on each of its script and style elements. */
export type Document = (nonce: string) => string;

/**
 * Makes an HTML document that holds the chat, with the styles and scripts that the chat needs.
 *
 * @throws LatchkeyError `PageNotBuilt`
 */
export function createChatDocument(assets: Assets, parts: ChatDocumentParts): Document {
  const { words, greeting, parents } = parts;
  // The little that is needed before the first paint stands in the page itself: it saves a slow connection a round trip.
  const early = new Html(assets.text('early.js'));
  const [pageScript, webChatScript] = [address(assets, 'page.js'), address(assets, 'webchat.js')];
  const { label: _label, ...chat } = words.chat;
  const { startOver, forget, forgotten, notForgotten, fileName } = words.menu;
  const data = scriptJson({
    lang: words.lang,
    dir: words.dir,
    ...(parents && { parents }),
    greeting,
    words: {
      ...words.status,
      ...chat,
      ...{ startOver, forgetMe: forget, forgotten, notForgotten, fileName },
    },
  });
  // Our own small script comes first, then the large one.
  return documentOf(
    assets,
    parts,
    (nonce) => html`<script nonce="${nonce}" type="application/json" id="page-data">${data}</script>
<script nonce="${nonce}">${early}</script>
<script nonce="${nonce}" src="${pageScript}" defer fetchpriority="high"></script>
<script nonce="${nonce}" src="${webChatScript}" id="webchat-script" defer fetchpriority="low"></script>
`,
  );
}

/** Makes a document to read; in a frame it has the script that answers the page around it. @throws LatchkeyError `PageNotBuilt` */
export function createPlainDocument(assets: Assets, parts: DocumentParts): Document {
  const { parents } = parts;
  if (!parents) return documentOf(assets, parts, () => html``);
  const [data, script] = [scriptJson({ parents }), address(assets, 'plain-frame.js')];
  return documentOf(
    assets,
    parts,
    (nonce) => html`<script nonce="${nonce}" type="application/json" id="page-data">${data}</script>
<script nonce="${nonce}" src="${script}" defer></script>
`,
  );
}

function documentOf(
  assets: Assets,
  { words, head, body }: DocumentParts,
  scripts: (nonce: string) => Html,
): Document {
  const styles = new Html(assets.text('page.css'));
  return (nonce) =>
    html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
${head}
<style nonce="${nonce}">${styles}</style>
</head>
<body>
${body}
${scripts(nonce)}</body>
</html>
`.text;
}

/** Where an asset lies. @throws LatchkeyError `PageNotBuilt` */
export const address = (assets: Assets, name: string): string => `/assets/${assets.hashed(name)}`;
