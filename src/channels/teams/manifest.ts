import type { AppSettings } from './app-settings.ts';
import { type AppWords, commandIntents } from './app-words.ts';

/** The version of Teams' manifest that has all that is used here. */
const manifestVersion = '1.19';
const schemas = `https://developer.microsoft.com/en-us/json-schemas/teams/v${manifestVersion}`;

const defaultLanguage = 'en';

/** A file of the package that is JSON. */
export type JsonFile = Readonly<Record<string, unknown>>;

/**
 * The app's manifest, and a file for each language beside the default one, by their names in the package.
 *
 * @param words by language; English among them
 * @param version of this program: Teams takes an update of the app only under a new one
 */
export function manifestFiles(
  { appId, publicUrl, botName }: AppSettings,
  words: Readonly<Record<string, AppWords>>,
  version: string,
): Readonly<Record<string, JsonFile>> {
  const own = words[defaultLanguage];
  if (!own) throw new Error('The words in English are always there.');
  const others = Object.entries(words).filter(([language]) => language !== defaultLanguage);
  const manifest: JsonFile = {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version,
    id: appId,
    developer: {
      name: botName,
      websiteUrl: `${publicUrl}/`,
      privacyUrl: `${publicUrl}/privacy`,
      termsOfUseUrl: `${publicUrl}/terms`,
    },
    name: { short: botName, full: botName },
    description: { short: own.short, full: own.full },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0B5563',
    defaultInstallScope: 'personal',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        // In a group the bot only says that it helps in a private chat.
        commandLists: [
          { scopes: ['personal'], commands: commandIntents.map((intent) => own.commands[intent]) },
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(publicUrl).host],
    localizationInfo: {
      defaultLanguageTag: defaultLanguage,
      additionalLanguages: others.map(([language]) => ({ languageTag: language, file: fileOf(language) })),
    },
  };
  return {
    'manifest.json': manifest,
    ...Object.fromEntries(others.map(([language, theirs]) => [fileOf(language), localised(theirs, botName)])),
  };
}

const fileOf = (language: string): string => `${language}.json`;

const localised = ({ short, full, commands }: AppWords, botName: string): JsonFile => ({
  $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
  'name.short': botName,
  'name.full': botName,
  'description.short': short,
  'description.full': full,
  ...Object.fromEntries(
    commandIntents.flatMap((intent, index) =>
      Object.entries(commands[intent]).map(([field, text]) => [
        `bots[0].commandLists[0].commands[${index}].${field}`,
        text,
      ]),
    ),
  ),
});
