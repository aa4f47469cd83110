import { match } from '@formatjs/intl-localematcher';
import type { Assets } from './assets.ts';
import { address, createChatDocument } from './chat-document.ts';
import { chatHtml, toolsHtml } from './chat-html.ts';
import { html } from './html.ts';
import { type PageWords, withBotName } from './page-words.ts';

export interface EmbedPageOptions {
  readonly assets: Assets;
  /** In each language that has them; English among them. */
  readonly words: readonly PageWords[];
  readonly botName: string;
  /** Origins whose pages may show it in a frame. */
  readonly parents: readonly string[];
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

/** Makes the frame's document in each language. @throws LatchkeyError `PageNotBuilt` */
export function createEmbedPage({ assets, words, botName, parents }: EmbedPageOptions): EmbedPage {
  const documents = new Map(
    words.map((template) => {
      const inLanguage = withBotName(template, botName);
      const document = createChatDocument(assets, {
        words: inLanguage,
        parents,
        head: html`<title>${inLanguage.chat.label}</title>
<meta name="robots" content="noindex">
<link rel="license" href="${address(assets, 'webchat.LICENSE.txt')}">`,
        body: html`<main class="embedded">
${chatHtml(inLanguage)}
${toolsHtml(inLanguage)}
</main>`,
      });
      return [template.lang, document] as const;
    }),
  );
  const languages = [...documents.keys()];
  return {
    html: ({ nonce, lang }) => documents.get(bestOf(languages, lang))?.(nonce) ?? '',
  };
}

function bestOf(languages: readonly string[], lang: string | undefined): string {
  try {
    return lang ? match([lang], languages, defaultLanguage) : defaultLanguage;
  } catch {
    // A malformed tag is an unknown language.
    return defaultLanguage;
  }
}
