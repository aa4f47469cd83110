import type { BlockList } from 'node:net';
import { credentialFaults, type SdkSetting, sdkSettings } from './config/sdk-settings.ts';
import { type LogLevel, type Settings, settingNames, settings } from './config/settings.ts';
import { LatchkeyError } from './errors.ts';

/** What the environment says, read and validated once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The address under which people reach this program, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string;
  readonly directLineSecret: string | undefined;
  /** Azure's Direct Line, when people talk by way of it: its secret, and the origin of its region. */
  readonly azureDirectLine: { readonly secret: string; readonly origin: string } | undefined;
  readonly tokenSigningKey: string | undefined;
  /** How long a Direct Line token lasts, in seconds. */
  readonly tokenSeconds: number;
  /** Origins that may embed the widget and call from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Addresses whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: BlockList | undefined;
  readonly operatorToken: string | undefined;
  readonly logLevel: LogLevel;
  readonly retentionDays: number;
  readonly botName: string;
  /** Whether people can talk on the pages; else the steps stand there to read. */
  readonly chatIsOn: boolean;
  readonly contactUrl: string | undefined;
  /** New conversations an address may begin in a minute; 0: no limit. */
  readonly rateStartsPerMinute: number;
  /** Activities a conversation may post in a minute; 0: no limit. */
  readonly ratePostsPerMinute: number;
  /** How soon after a question an unnamed answer cannot have read it, in ms; 0: never. */
  readonly readingMs: number;
  /** How long requests under way may take when the program stops, in ms. */
  readonly stopMs: number;
  /** The SDK's settings, those that are set. */
  readonly sdk: Readonly<Partial<Record<SdkSetting, string>>>;
}

/**
 * Reads the settings. An empty value counts as unset.
 *
 * @throws LatchkeyError `ConfigInvalid`, whose message lists every fault with its fix; values are not repeated in it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const read = settings.safeParse(set);
  const faults = read.success
    ? credentialFaults(read.data)
    : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  if (!read.success || faults.length > 0) {
    throw new LatchkeyError(
      'ConfigInvalid',
      `The settings have ${faults.length === 1 ? 'a fault' : 'faults'}:\n${[...new Set(faults)].map((fault) => `  - ${fault}`).join('\n')}`,
      'Mend them in the environment or in .env; .env.example says what each setting means.',
    );
  }
  return toConfig(read.data);
}

const toConfig = (read: Settings): Config => ({
  port: read.PORT,
  host: read.HOST,
  publicUrl: read.PUBLIC_URL,
  databaseUrl: read.DATABASE_URL,
  directLineSecret: read.DIRECT_LINE_SECRET,
  azureDirectLine: read.DIRECT_LINE_SECRET_AZURE
    ? { secret: read.DIRECT_LINE_SECRET_AZURE, origin: read.DIRECT_LINE_URL_AZURE }
    : undefined,
  tokenSigningKey: read.TOKEN_SIGNING_KEY,
  tokenSeconds: read.TOKEN_SECONDS,
  allowedOrigins: [...new Set(read.ALLOWED_ORIGINS)],
  trustedProxies: read.TRUSTED_PROXIES,
  operatorToken: read.OPERATOR_TOKEN,
  logLevel: read.LOG_LEVEL,
  retentionDays: read.RETENTION_DAYS,
  botName: read.BOT_NAME,
  chatIsOn: read.CHAT === 'on',
  contactUrl: read.CONTACT_URL,
  rateStartsPerMinute: read.RATE_STARTS_PER_MINUTE,
  ratePostsPerMinute: read.RATE_POSTS_PER_MINUTE,
  readingMs: read.READING_MS,
  stopMs: read.STOP_MS,
  sdk: Object.fromEntries(
    sdkSettings.flatMap((name) => (read[name] === undefined ? [] : [[name, read[name]]])),
  ),
});
