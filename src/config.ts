import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { LatchkeyError } from './errors.ts';

/** The settings of the Bot Framework SDK, under the SDK's own names; handed on to it as they are. */
export const sdkSettings = [
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'ChannelService',
  'CertificateThumbprint',
  'CertificatePrivateKey',
  'ValidateAuthority',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'OAuthUrl',
  'CallerId',
] as const;

export type SdkSetting = (typeof sdkSettings)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const url = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined);
const isWeb = (parsed: URL | undefined): parsed is URL =>
  parsed?.protocol === 'http:' || parsed?.protocol === 'https:';

const wholeNumber = (from: number, to: number, unset: number) =>
  z
    .string()
    .default(String(unset))
    .transform((value, context) => {
      const number = Number(value);
      if (/^\d{1,9}$/.test(value) && number >= from && number <= to) return number;
      context.addIssue(`must be a whole number from ${from} to ${to}`);
      return z.NEVER;
    });

const list = (value: string): string[] => value.split(/[\s,]+/).filter((item) => item !== '');

const webAddress = z
  .string()
  .refine((value) => isWeb(url(value)), 'must be an address such as https://help.example.com');

const origins = z
  .string()
  .default('')
  .transform((value, context) =>
    list(value).map((item) => {
      const parsed = url(item);
      if (isWeb(parsed) && (item === parsed.origin || item === `${parsed.origin}/`)) return parsed.origin;
      context.addIssue(
        'must list origins such as https://www.example.com: scheme, host and port, nothing after them',
      );
      return z.NEVER;
    }),
  );

const proxies = z
  .string()
  .default('')
  .transform((value, context) => {
    const trusted = new BlockList();
    for (const item of list(value)) {
      const [address = '', prefix, ...rest] = item.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      const bits = prefix === undefined ? undefined : Number(prefix);
      const longest = family === 'ipv6' ? 128 : 32;
      if (
        isIP(address) === 0 ||
        rest.length > 0 ||
        (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest))
      ) {
        context.addIssue('must list addresses or networks such as 10.0.0.0/8');
        return z.NEVER;
      }
      if (bits === undefined) trusted.addAddress(address, family);
      else trusted.addSubnet(address, bits, family);
    }
    return trusted;
  });

const optional = z.string().optional();

const schema = z.object({
  PORT: wholeNumber(0, 65_535, 3978),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: webAddress
    .refine((value) => !/[?#]/.test(value), 'must have no ? or # part')
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .default('sqlite:./data/latchkey.db')
    .refine(
      (value) => /^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(value),
      'must be sqlite: and a path, such as sqlite:./data/latchkey.db, or a postgres:// address',
    ),
  DIRECT_LINE_SECRET: z
    .string()
    .regex(/^\S{8,}$/, 'must have at least 8 characters and no spaces; better 40 random ones')
    .optional(),
  TOKEN_SIGNING_KEY: z
    .string()
    .min(32, 'must have at least 32 characters, or be left out: then one is made and kept in the store')
    .optional(),
  ALLOWED_ORIGINS: origins,
  TRUSTED_PROXIES: proxies,
  OPERATOR_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  RETENTION_DAYS: wholeNumber(45, 3650, 60),
  BOT_NAME: z.string().max(40, 'must have at most 40 characters').default('Latchkey'),
  CONTACT_URL: webAddress.optional(),
  RATE_STARTS_PER_MINUTE: wholeNumber(0, 1_000_000, 30),
  RATE_POSTS_PER_MINUTE: wholeNumber(0, 1_000_000, 60),
  READING_MS: wholeNumber(0, 60_000, 1500),
  STOP_MS: wholeNumber(0, 600_000, 10_000),
  MicrosoftAppType: z
    .enum(
      ['SingleTenant', 'MultiTenant', 'UserAssignedMsi'],
      'must be SingleTenant, MultiTenant or UserAssignedMsi',
    )
    .optional(),
  ...(Object.fromEntries(
    sdkSettings.filter((name) => name !== 'MicrosoftAppType').map((name) => [name, optional]),
  ) as Record<Exclude<SdkSetting, 'MicrosoftAppType'>, typeof optional>),
});

type Read = z.output<typeof schema>;

/** Every setting by its name, in the order of `.env.example`. */
export const settingNames = Object.keys(schema.shape);

/** What the environment says, read and validated once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The address under which people reach this program, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: string;
  readonly directLineSecret: string | undefined;
  readonly tokenSigningKey: string | undefined;
  /** Origins that may embed the widget and call from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Addresses whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: BlockList;
  readonly operatorToken: string | undefined;
  readonly logLevel: LogLevel;
  readonly retentionDays: number;
  readonly botName: string;
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
  const read = schema.safeParse(set);
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

/** Faults that show only when the credentials are seen together (the SDK itself would fail at the first turn). */
function credentialFaults(read: Read): string[] {
  const faults: string[] = [];
  const type = read.MicrosoftAppType;
  const credential = read.MicrosoftAppPassword ?? read.CertificateThumbprint;
  if (!read.MicrosoftAppId) {
    if (credential || type) faults.push('MicrosoftAppId must be set when other Microsoft app settings are.');
    return faults;
  }
  if ((type === 'SingleTenant' || type === 'UserAssignedMsi') && !read.MicrosoftAppTenantId) {
    faults.push(`MicrosoftAppTenantId must be set when MicrosoftAppType is ${type}.`);
  }
  if (type === 'UserAssignedMsi' && read.MicrosoftAppPassword) {
    faults.push('MicrosoftAppPassword must be unset when MicrosoftAppType is UserAssignedMsi.');
  }
  if (type !== 'UserAssignedMsi' && !credential) {
    faults.push(
      'MicrosoftAppPassword must be set with MicrosoftAppId, or CertificateThumbprint and CertificatePrivateKey.',
    );
  }
  if (Boolean(read.CertificateThumbprint) !== Boolean(read.CertificatePrivateKey)) {
    faults.push('CertificateThumbprint and CertificatePrivateKey must be set together.');
  }
  return faults;
}

const toConfig = (read: Read): Config => ({
  port: read.PORT,
  host: read.HOST,
  publicUrl: read.PUBLIC_URL,
  databaseUrl: read.DATABASE_URL,
  directLineSecret: read.DIRECT_LINE_SECRET,
  tokenSigningKey: read.TOKEN_SIGNING_KEY,
  allowedOrigins: [...new Set(read.ALLOWED_ORIGINS)],
  trustedProxies: read.TRUSTED_PROXIES,
  operatorToken: read.OPERATOR_TOKEN,
  logLevel: read.LOG_LEVEL,
  retentionDays: read.RETENTION_DAYS,
  botName: read.BOT_NAME,
  contactUrl: read.CONTACT_URL,
  rateStartsPerMinute: read.RATE_STARTS_PER_MINUTE,
  ratePostsPerMinute: read.RATE_POSTS_PER_MINUTE,
  readingMs: read.READING_MS,
  stopMs: read.STOP_MS,
  sdk: Object.fromEntries(
    sdkSettings.flatMap((name) => (read[name] === undefined ? [] : [[name, read[name]]])),
  ),
});
