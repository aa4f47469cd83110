import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adapterFor, createHarness, local, message, refusal } from './support.ts';

const appId = '11111111-2222-4333-8444-555555555555';
const tenant = { MicrosoftAppTenantId: 'aaaaaaaa-0000-4000-8000-000000000000' };
const serviceUrl = 'https://smba.trafficmanager.net/amer/';
const government = { ChannelService: 'https://botframework.azure.us' };

/** Where each cloud keeps its keys, and in whose name it signs (the SDK knows both by heart). */
const clouds = {
  public: { keys: 'https://login.botframework.com', issuer: 'https://api.botframework.com' },
  government: { keys: 'https://login.botframework.azure.us', issuer: 'https://api.botframework.us' },
};

const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const certificateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const bots: Record<string, [cloud: keyof typeof clouds, settings: Record<string, string>]> = {
  'of a single tenant': [
    'public',
    { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'pw', ...tenant },
  ],
  'with a managed identity': ['public', { MicrosoftAppType: 'UserAssignedMsi', ...tenant }],
  'with a certificate': [
    'public',
    {
      MicrosoftAppType: 'SingleTenant',
      CertificateThumbprint: 'A'.repeat(40),
      CertificatePrivateKey: certificateKey,
      ...tenant,
    },
  ],
  'of many tenants': ['public', { MicrosoftAppType: 'MultiTenant', MicrosoftAppPassword: 'pw' }],
  'of the government cloud': [
    'government',
    { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'pw', ...tenant, ...government },
  ],
};

beforeAll(() => {
  nock.disableNetConnect();
  const jwk = { ...key.publicKey.export({ format: 'jwk' }), kid: 'key1', endorsements: ['msteams'] };
  for (const { keys, issuer } of Object.values(clouds)) {
    nock(keys)
      .persist()
      .get('/v1/.well-known/openidconfiguration')
      .reply(200, { issuer, jwks_uri: `${keys}/v1/.well-known/keys` })
      .get('/v1/.well-known/keys')
      .reply(200, { keys: [jwk] });
  }
  // The SDK writes what it refuses to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  nock.cleanAll();
  nock.enableNetConnect();
});

type Claims = Record<string, unknown>;
const sign = (claims: Claims, by: KeyObject = key.privateKey): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key1', typ: 'JWT' }).sign(by);

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe.each(Object.entries(bots))('a bot %s', (_, [cloud, settings]) => {
  const { issuer } = clouds[cloud];
  const seconds = Math.floor(Date.now() / 1000);
  const good: Claims = {
    iss: issuer,
    aud: appId,
    serviceurl: serviceUrl,
    nbf: seconds - 60,
    exp: seconds + 3600,
  };
  const without = (name: string): Claims =>
    Object.fromEntries(Object.entries(good).filter(([claim]) => claim !== name));

  const post = async (token: string, fields: Record<string, unknown> = {}) => {
    const adapter = adapterFor({ MicrosoftAppId: appId, ...settings });
    const { handle, inputs, store } = await createHarness({ adapter, appId });
    const body = message({ channelId: 'msteams', serviceUrl, ...fields });
    const request = local(body, {
      host: 'bot.example.com',
      remoteAddress: '203.0.113.9',
      headers: { authorization: `Bearer ${token}` },
    });
    const said = await handle(request).catch((error: unknown) => refusal(Promise.reject(error)));
    await store.close();
    return { status: said['status'], taken: inputs.length };
  };

  const bad: Record<string, () => Promise<string>> = {
    'that has expired': () => sign({ ...good, nbf: seconds - 7200, exp: seconds - 3600 }),
    'for another bot': () => sign({ ...good, aud: 'aaaaaaaa-2222-4333-8444-555555555555' }),
    'for nobody': () => sign(without('aud')),
    'of another issuer': () => sign({ ...good, iss: 'https://sts.windows.net/attacker/' }),
    'of no issuer': () => sign(without('iss')),
    'of another key': () => sign(good, stranger.privateKey),
    'signed by nobody': async () => `${encode({ alg: 'none', kid: 'key1', typ: 'JWT' })}.${encode(good)}.`,
    'without a service URL': () => sign(without('serviceurl')),
    'for another service URL': () => sign({ ...good, serviceurl: 'https://attacker.example/' }),
  };

  it('lets in a good token [connector.authenticated]', async () => {
    expect(await post(await sign(good))).toEqual({ status: 200, taken: 1 });
  });

  it.each(Object.entries(bad))('refuses a token %s [connector.authenticated]', async (_name, make) => {
    expect(await post(await make())).toEqual({ status: 401, taken: 0 });
  });

  it('refuses a channel that the key does not endorse [connector.authenticated]', async () => {
    expect(await post(await sign(good), { channelId: 'webchat' })).toEqual({ status: 401, taken: 0 });
  });
});
