import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Asset, Assets } from './assets.ts';
import { scriptJson } from './html.ts';
import { type PageWords, withBotName } from './page-words.ts';

export interface WidgetScriptOptions {
  readonly assets: Assets;
  /** In each language that has them. */
  readonly words: readonly PageWords[];
  readonly botName: string;
}

/** The launcher that other pages load. */
export interface WidgetScript {
  readonly asset: Asset;
  /** Changes with the content, and is the same in every encoding. */
  readonly etag: string;
}

/**
 * Puts the built launcher, its styles and its words into the one file `/widget.js`. Words and the bot's name are known
 * only here, so it is compressed here, once.
 *
 * @throws LatchkeyError `PageNotBuilt`
 */
export function createWidgetScript({ assets, words, botName }: WidgetScriptOptions): WidgetScript {
  const parts = {
    styles: assets.text('launcher.css').trim(),
    words: Object.fromEntries(words.map((one) => [one.lang, launcherWords(withBotName(one, botName))])),
  };
  const script = `(()=>{const latchkeyParts=${scriptJson(parts).text};${assets.text('launcher.js').trim()}})();\n`;
  const data = Buffer.from(script);
  return {
    asset: {
      contentType: 'text/javascript; charset=utf-8',
      data,
      encodings: [
        { name: 'br', data: brotliCompressSync(data) },
        { name: 'gzip', data: gzipSync(data, { level: 9 }) },
      ],
    },
    etag: `W/"${createHash('sha256').update(data).digest('base64url').slice(0, 22)}"`,
  };
}

/** What the launcher says in one language. */
const launcherWords = ({ dir, chat, launcher }: PageWords) => ({ dir, label: chat.label, ...launcher });
