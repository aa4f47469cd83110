import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Route } from '../channels/http.ts';
import type { Config } from '../config.ts';
import { readAssets } from './assets.ts';
import { createHelpPage } from './help-page.ts';
import { pageRoutes } from './page-routes.ts';
import { readPageWords } from './page-words.ts';

export interface HelpPagesOptions {
  /** The folder with one folder a language. */
  readonly localesFolder: string;
  /** Where the build put what the page loads: `dist/web`. */
  readonly assetsFolder: string;
  readonly config: Pick<Config, 'botName' | 'allowedOrigins'>;
}

/**
 * Reads words and files of the help page and makes its routes.
 *
 * @throws LatchkeyError `WordsUnusable`, `PageNotBuilt`
 */
export const loadHelpPages = ({ localesFolder, assetsFolder, config }: HelpPagesOptions): readonly Route[] =>
  pageRoutes({
    page: createHelpPage({
      assets: readAssets(assetsFolder),
      words: readPageWords(join(localesFolder, 'en')),
      botName: config.botName,
    }),
    frameAncestors: config.allowedOrigins,
    randomBytes,
  });
