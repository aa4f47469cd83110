import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Greetings } from '../channels/greeting.ts';
import type { Route } from '../channels/http.ts';
import type { Config } from '../config.ts';
import { readLinks } from '../speech/locale-files.ts';
import { readAssets } from './assets.ts';
import { createEmbedPage } from './embed-page.ts';
import { createHelpPage } from './help-page.ts';
import { pageRoutes } from './page-routes.ts';
import { readAllPageWords, readPageWords } from './page-words.ts';
import { createReadingPages } from './reading-pages.ts';
import { widgetRoutes } from './widget-routes.ts';
import { createWidgetScript } from './widget-script.ts';

export interface HelpPagesOptions {
  /** The folder with one folder a language. */
  readonly localesFolder: string;
  /** Where the build put what the page loads: `dist/web`. */
  readonly assetsFolder: string;
  readonly config: Pick<
    Config,
    'botName' | 'allowedOrigins' | 'azureDirectLine' | 'chatIsOn' | 'retentionDays' | 'contactUrl'
  >;
  /** What the bot says first. */
  readonly greetings: Greetings;
}

/**
 * Reads words and files of the help page and the widget, and makes their routes.
 *
 * @throws LatchkeyError `WordsUnusable`, `PageNotBuilt`
 */
export function loadHelpPages(options: HelpPagesOptions): readonly Route[] {
  const { localesFolder, assetsFolder, config, greetings } = options;
  const { botName, allowedOrigins, azureDirectLine, chatIsOn } = config;
  const assets = readAssets(assetsFolder);
  const links = readLinks(join(localesFolder, 'links.yaml'));
  const words = readAllPageWords(localesFolder);
  const english = readPageWords(join(localesFolder, 'en'));
  const reading = createReadingPages({ ...config, assets, words: english, links });
  const greeting = greetings['en'] ?? [];
  const served = {
    frameAncestors: allowedOrigins,
    directLine: azureDirectLine?.origin,
    randomBytes,
  };
  return [
    ...pageRoutes({
      pages: {
        '/': chatIsOn ? createHelpPage({ assets, words: english, botName, greeting, links }) : reading.off,
        '/privacy': reading.privacy,
        '/terms': reading.terms,
        '/steps': reading.steps,
      },
      assets,
      ...served,
    }),
    ...widgetRoutes({
      embed: createEmbedPage({ assets, words, botName, parents: allowedOrigins, greetings, links, chatIsOn }),
      script: createWidgetScript({ assets, words, botName }),
      ...served,
    }),
  ];
}
