import { z } from 'zod';
import { LatchkeyError } from '../../errors.ts';

/** What the app package needs to know: no password, and nothing else that is secret. */
export interface AppSettings {
  /** `MicrosoftAppId`: the bot's, and the app's own id too. */
  readonly appId: string;
  /** `PUBLIC_URL`, without a slash at its end. */
  readonly publicUrl: string;
  /** `BOT_NAME`. */
  readonly botName: string;
}

const isPublic = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, search, hash } = new URL(value);
  // A host without a dot, or all digits and dots or colons, is nobody's on the internet.
  return protocol === 'https:' && /\.[a-z][a-z\d-]*$/i.test(hostname) && search === '' && hash === '';
};

const schema = z.object({
  MicrosoftAppId: z.guid('must be the id (a GUID) of the bot’s app registration, from Azure'),
  PUBLIC_URL: z
    .string('must be set: the https address under which people reach this program')
    .refine(isPublic, 'must be an https address with a public host, such as https://help.example.com'),
  BOT_NAME: z.string().max(30, 'must have at most 30 characters for Teams').default('Latchkey'),
});

/**
 * Reads from the environment what the app package needs.
 *
 * @throws LatchkeyError `TeamsSettingsMissing`, whose message lists every fault with its fix
 */
export function readAppSettings(env: Readonly<Record<string, string | undefined>>): AppSettings {
  const set = Object.keys(schema.shape).flatMap((name) => {
    const value = env[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  const read = schema.safeParse(Object.fromEntries(set));
  if (!read.success) {
    throw new LatchkeyError(
      'TeamsSettingsMissing',
      `The package cannot be made:\n${read.error.issues.map(({ path, message }) => `  - ${path.join('.')} ${message}.`).join('\n')}`,
      'Set them in the environment or in .env; docs/teams.md says where they come from. No password is needed.',
    );
  }
  const { MicrosoftAppId, PUBLIC_URL, BOT_NAME } = read.data;
  return {
    appId: MicrosoftAppId.toLowerCase(),
    publicUrl: PUBLIC_URL.replace(/\/+$/, ''),
    botName: BOT_NAME,
  };
}
