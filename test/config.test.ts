import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../src/config/settings.ts';
import { readConfig } from '../src/config.ts';
import { LatchkeyError } from '../src/errors.ts';

const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8');

const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(LatchkeyError);
    return (error as LatchkeyError).message;
  }
  throw new Error('no fault was found');
};

describe('.env.example', () => {
  const shown = parse(example.replace(/^#(?=\w+=)/gm, ''));

  it('documents every setting there is, and no other [http.settings]', () => {
    expect(Object.keys(shown).sort()).toEqual([...settingNames].sort());
  });

  it('shows the values that are used when a setting is left out [http.settings]', () => {
    expect(readConfig(shown)).toEqual(readConfig({}));
  });
});

describe('the settings', () => {
  it('have a value for everything when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      databaseUrl: 'sqlite:./data/latchkey.db',
      directLineSecret: undefined,
      allowedOrigins: [],
      retentionDays: 60,
      tokenSeconds: 1800,
      rateStartsPerMinute: 30,
      ratePostsPerMinute: 60,
      readingMs: 1500,
      sdk: {},
    });
  });

  it('take an empty value for unset', () => {
    expect(readConfig({ PORT: '', DIRECT_LINE_SECRET: ' ' })).toEqual(readConfig({}));
  });

  it('report all faults together, each with its fix and without its value', () => {
    const message = faultsOf({
      PORT: '80a',
      RETENTION_DAYS: '44',
      TOKEN_SECONDS: '4',
      LOG_LEVEL: 'loud',
      DIRECT_LINE_SECRET: 'short',
      ALLOWED_ORIGINS: 'https://a.example/path',
      TRUSTED_PROXIES: '10.0.0.0/33',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'help.example.com',
      MicrosoftAppType: 'Something',
    });
    for (const part of [
      'PORT must be a whole number from 0 to 65535',
      'RETENTION_DAYS must be a whole number from 45',
      'TOKEN_SECONDS must be a whole number from 5 to 86400',
      'LOG_LEVEL must be one of',
      'DIRECT_LINE_SECRET must have at least 8',
      'ALLOWED_ORIGINS must list origins',
      'TRUSTED_PROXIES must list addresses',
      'DATABASE_URL must be sqlite:',
      'PUBLIC_URL must be an address',
      'MicrosoftAppType must be SingleTenant',
    ]) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('short');
  });

  it('read lists with commas or spaces, and origins without the slash', () => {
    const { allowedOrigins } = readConfig({
      ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080/  https://a.example',
    });
    expect(allowedOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  it('never take * for an origin', () => {
    expect(faultsOf({ ALLOWED_ORIGINS: '*' })).toContain('ALLOWED_ORIGINS');
  });

  it('hold Azure’s Direct Line when its secret is set, of the world unless a region is named', () => {
    const secret = 'secret-of-azure';
    const withSecret = (over: Record<string, string> = {}) =>
      readConfig({ DIRECT_LINE_SECRET_AZURE: secret, ...over }).azureDirectLine;
    expect(withSecret()).toEqual({ secret, origin: 'https://directline.botframework.com' });
    const europe = 'https://europe.directline.botframework.com';
    expect(withSecret({ DIRECT_LINE_URL_AZURE: `${europe}/` })).toEqual({ secret, origin: europe });
    expect(readConfig({ DIRECT_LINE_URL_AZURE: europe }).azureDirectLine).toBeUndefined();
  });

  it.each([
    'http://europe.directline.botframework.com',
    'europe.directline.botframework.com',
    'https://europe.directline.botframework.com/v3/directline',
    'http://127.0.0.1.example.com',
  ])('send the secret of Azure nowhere but over https: %s', (DIRECT_LINE_URL_AZURE) => {
    expect(faultsOf({ DIRECT_LINE_URL_AZURE })).toContain('DIRECT_LINE_URL_AZURE must be https://');
  });

  it('read single proxies and networks of both families', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' });
    expect(trustedProxies?.check('10.1.2.3')).toBe(true);
    expect(trustedProxies?.check('::1', 'ipv6')).toBe(true);
    expect(trustedProxies?.check('11.1.2.3')).toBe(false);
  });

  it('hand the SDK its settings under its own names', () => {
    const sdk = {
      MicrosoftAppId: 'id',
      MicrosoftAppPassword: 'pw',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 't',
    };
    expect(readConfig({ ...sdk, ChannelService: 'https://botframework.azure.us' }).sdk).toEqual({
      ...sdk,
      ChannelService: 'https://botframework.azure.us',
    });
  });

  it.each([
    [{ MicrosoftAppPassword: 'pw' }, 'MicrosoftAppId must be set'],
    [{ MicrosoftAppId: 'id' }, 'MicrosoftAppPassword must be set'],
    [
      { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pw', MicrosoftAppType: 'SingleTenant' },
      'MicrosoftAppTenantId must be set',
    ],
    [
      {
        MicrosoftAppId: 'id',
        MicrosoftAppPassword: 'pw',
        MicrosoftAppType: 'UserAssignedMsi',
        MicrosoftAppTenantId: 't',
      },
      'MicrosoftAppPassword must be unset',
    ],
    [{ MicrosoftAppId: 'id', CertificateThumbprint: 'x' }, 'must be set together'],
    [
      { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pw', ChannelService: 'https://botframework.example' },
      'ChannelService must be unset, or https://botframework.azure.us',
    ],
  ])('find credentials that cannot work together: %o', (env, fault) => {
    expect(faultsOf(env as unknown as Record<string, string>)).toContain(fault);
  });
});
