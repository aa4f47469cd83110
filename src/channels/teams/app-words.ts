import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LatchkeyError } from '../../errors.ts';
import { readYamlFile } from '../../yaml-file.ts';

/** What can be picked from the bot's menu in Teams, by what it leads to. Teams shows them in this order. */
export const commandIntents = ['status', 'repeat', 'back', 'help', 'startOver', 'stop', 'forgetMe'] as const;

// The lengths are those of Teams' schema, in every version of it.
const command = z.strictObject({ title: z.string().min(1).max(32), description: z.string().min(1).max(128) });

const schema = z.strictObject({
  short: z.string().min(1).max(80),
  full: z.string().min(1).max(4000),
  commands: z.strictObject(
    Object.fromEntries(commandIntents.map((intent) => [intent, command])) as Record<
      (typeof commandIntents)[number],
      typeof command
    >,
  ),
});

/** How the app presents itself in Teams, in one language. */
export type AppWords = z.output<typeof schema>;

/**
 * The words of the app in every language that the bot speaks, by language.
 *
 * @param folder the folder with one folder a language
 * @throws LatchkeyError `TeamsWordsUnusable` when a language has none, or some that Teams would not take
 */
export function readAppWords(
  folder: string,
  languages: readonly string[],
): Readonly<Record<string, AppWords>> {
  const hint = 'Write the file as locales/en/teams.yaml has it, in the words of that language.';
  return Object.fromEntries(
    languages.map((language) => {
      const file = join(folder, language, 'teams.yaml');
      if (!existsSync(file)) {
        throw new LatchkeyError(
          'TeamsWordsUnusable',
          `There is no ${file}, and the bot speaks ${language}.`,
          hint,
        );
      }
      return [language, readYamlFile(file, schema, { code: 'TeamsWordsUnusable', hint })];
    }),
  );
}
