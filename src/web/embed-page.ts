import { match } from '@formatjs/intl-localematcher';
import type { Greetings } from '../channels/greeting.ts';
import type { Link } from '../speech/locale-files.ts';
import type { Assets } from './assets.ts';
import { address, createChatDocument, createPlainDocument, type Document } from './chat-document.ts';
import { chatHtml, menuHtml } from './chat-html.ts';
import { html } from './html.ts';
import { type PageWords, withBotName } from './page-words.ts';
import { plainSteps } from './plain-steps.ts';

export interface EmbedPageOptions {
  readonly assets: Assets;
  /** In each language that has them; English among them. */
  readonly words: readonly PageWords[];
  readonly botName: string;
  /** Origins whose pages may show it in a frame. */
  readonly parents: readonly string[];
  /** What the bot says first. */
  readonly greetings: Greetings;
  readonly links: ReadonlyMap<string, Link>;
  /** Whether there is a chat to show; else the steps stand there to read. */
  readonly chatIsOn: boolean;
}

/** The chat as other pages show it in a frame: nothing around it. */
export interface EmbedPage {
  /**
   * @param nonce stands on each of its script and style elements
   * @param lang the language asked for; English when it is none we have
   */
  html(options: { readonly nonce: string; readonly lang: string | undefined }): string;
}

const defaultLanguage = 'en';

/** Makes the frame's document in each language. @throws LatchkeyError `PageNotBuilt`, `WordsUnusable` */
export function createEmbedPage(options: EmbedPageOptions): EmbedPage {
  const documents = new Map(
    options.words.map((words) => [words.lang, documentIn(withBotName(words, options.botName), options)]),
  );
  const languages = [...documents.keys()];
  return {
    html: ({ nonce, lang }) => documents.get(bestOf(languages, lang))?.(nonce) ?? '',
  };
}

function documentIn(
  words: PageWords,
  { assets, parents, greetings, links, chatIsOn, botName }: EmbedPageOptions,
): Document {
  const head = html`<title>${words.chat.label}</title>
<meta name="robots" content="noindex">
<link rel="license" href="${address(assets, 'webchat.LICENSE.txt')}">`;
  const plain = plainSteps(words, links);
  if (!chatIsOn) {
    const body = html`<main class="reading embedded"><p class="notice">${words.off}</p>${plain}</main>`;
    return createPlainDocument(assets, { words, parents, head, body });
  }
  const greeting = greetings[words.lang] ?? [];
  return createChatDocument(assets, {
    words,
    greeting,
    parents,
    head,
    body: html`<main class="embedded">
<div class="top"><p class="brand"><strong>${botName}</strong><span>${words.tagline}</span></p>
${menuHtml(words)}</div>
${chatHtml({ words, greeting, plain })}
</main>`,
  });
}

function bestOf(languages: readonly string[], lang: string | undefined): string {
  try {
    return lang ? match([lang], languages, defaultLanguage) : defaultLanguage;
  } catch {
    // A malformed tag is an unknown language.
    return defaultLanguage;
  }
}
