import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAppSettings } from '../channels/teams/app-settings.ts';
import { readAppWords } from '../channels/teams/app-words.ts';
import { colorIcon, outlineIcon, type Picture } from '../channels/teams/icons.ts';
import { type JsonFile, manifestFiles } from '../channels/teams/manifest.ts';
import { loadSpeech } from '../speech/speech.ts';

/** What goes into the app package, by name in it. `scripts/teams-package.mjs` checks and packs it. */
export interface TeamsApp {
  readonly files: Readonly<Record<string, JsonFile>>;
  readonly icons: Readonly<Record<string, Picture>>;
}

/**
 * Makes the app for Teams out of the settings and the words.
 *
 * @param root the folder that holds `locales/` and `package.json`
 * @throws LatchkeyError when a setting or a language's words are missing
 */
export function makeTeamsApp(root: string, env: Readonly<Record<string, string | undefined>>): TeamsApp {
  const settings = readAppSettings(env);
  const localesFolder = join(root, 'locales');
  const words = readAppWords(localesFolder, loadSpeech(localesFolder).languages);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    files: manifestFiles(settings, words, version),
    icons: { 'color.png': colorIcon(), 'outline.png': outlineIcon() },
  };
}
