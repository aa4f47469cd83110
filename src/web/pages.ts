import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Route } from '../channels/http.ts';
import type { Config } from '../config.ts';
import { readAssets } from './assets.ts';
import { createEmbedPage } from './embed-page.ts';
import { createHelpPage } from './help-page.ts';
import { pageRoutes } from './page-routes.ts';
import { readAllPageWords, readPageWords } from './page-words.ts';
import { widgetRoutes } from './widget-routes.ts';
import { createWidgetScript } from './widget-script.ts';

export interface HelpPagesOptions {
  /** The folder with one folder a language. */
  readonly localesFolder: string;
  /** Where the build put what the page loads: `dist/web`. */
  readonly assetsFolder: string;
  readonly config: Pick<Config, 'botName' | 'allowedOrigins' | 'azureDirectLine'>;
}

/**
 * Reads words and files of the help page and the widget, and makes their routes.
 *
 * @throws LatchkeyError `WordsUnusable`, `PageNotBuilt`
 */
export function loadHelpPages({ localesFolder, assetsFolder, config }: HelpPagesOptions): readonly Route[] {
  const { botName, allowedOrigins, azureDirectLine } = config;
  const assets = readAssets(assetsFolder);
  const words = readAllPageWords(localesFolder);
  return [
    ...pageRoutes({
      page: createHelpPage({ assets, words: readPageWords(join(localesFolder, 'en')), botName }),
      frameAncestors: allowedOrigins,
      directLine: azureDirectLine?.origin,
      randomBytes,
    }),
    ...widgetRoutes({
      embed: createEmbedPage({ assets, words, botName, parents: allowedOrigins }),
      script: createWidgetScript({ assets, words, botName }),
      frameAncestors: allowedOrigins,
      directLine: azureDirectLine?.origin,
      randomBytes,
    }),
  ];
}
