import { z } from 'zod';
import { sdkSchema } from './sdk-settings.ts';
import { networks, origins, serviceOrigin, webAddress, wholeNumber } from './setting-kinds.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** How each setting is read: what it may be, what it is when unset, and what to tell who got it wrong. */
export const settings = z.object({
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
  DIRECT_LINE_SECRET_AZURE: z
    .string()
    .regex(/^\S{8,}$/, 'must have no spaces')
    .optional(),
  DIRECT_LINE_URL_AZURE: serviceOrigin('https://directline.botframework.com'),
  TOKEN_SIGNING_KEY: z
    .string()
    .min(32, 'must have at least 32 characters, or be left out: then one is made and kept in the store')
    .optional(),
  ALLOWED_ORIGINS: origins,
  TRUSTED_PROXIES: networks,
  OPERATOR_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  TOKEN_SECONDS: wholeNumber(5, 86_400, 1800),
  RETENTION_DAYS: wholeNumber(45, 3650, 60),
  BOT_NAME: z.string().max(40, 'must have at most 40 characters').default('Latchkey'),
  CONTACT_URL: webAddress.optional(),
  CHAT: z.enum(['on', 'off'], 'must be on or off').default('on'),
  RATE_STARTS_PER_MINUTE: wholeNumber(0, 1_000_000, 30),
  RATE_POSTS_PER_MINUTE: wholeNumber(0, 1_000_000, 60),
  READING_MS: wholeNumber(0, 60_000, 1500),
  STOP_MS: wholeNumber(0, 600_000, 10_000),
  ...sdkSchema,
});

/** The settings as they were read, by their names. */
export type Settings = z.output<typeof settings>;

/** Every setting by its name. */
export const settingNames = Object.keys(settings.shape);
