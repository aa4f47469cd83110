import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MessagesOptions } from '../../../src/channels/connector/messages.ts';
import { adapterFor, createHarness, local, message, refusal } from './support.ts';

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const withHarness = async <T>(
  options: Partial<MessagesOptions>,
  use: (harness: Awaited<ReturnType<typeof createHarness>>) => Promise<T>,
): Promise<T> => {
  const harness = await createHarness(options);
  try {
    return await use(harness);
  } finally {
    await harness.store.close();
  }
};

describe('without an app id', () => {
  const post = (request: Parameters<typeof local>[1], fields = {}, options: Partial<MessagesOptions> = {}) =>
    withHarness(options, ({ handle }) => handle(local(message(fields), request)));

  const here: Record<string, Parameters<typeof local>[1]> = {
    'by name': { host: 'localhost:3978' },
    'by name without a port': { host: 'LOCALHOST' },
    'by IPv4 address': { host: '127.0.0.1:3978', remoteAddress: '127.0.0.5' },
    'by IPv6 address': { host: '[::1]:3978', remoteAddress: '::1' },
    'over both families': { remoteAddress: '::ffff:127.0.0.1' },
    'in JSON of an encoding': { headers: { 'content-type': 'application/json; charset=utf-8' } },
  };
  for (const [name, request] of Object.entries(here)) {
    it(`a program on this machine is let in, ${name} [connector.development]`, async () => {
      expect(await post(request)).toEqual({ status: 200 });
    });
  }

  const elsewhere: Record<string, Parameters<typeof local>[1]> = {
    'another address': { remoteAddress: '192.168.1.7' },
    'no address': { remoteAddress: '' },
    'another Host': { host: 'attacker.example:3978' },
    'a Host that only begins like this machine': { host: 'localhost.attacker.example' },
    'a Host with a user': { host: 'localhost@attacker.example' },
    'no Host': { host: '' },
    'a Forwarded header': { headers: { forwarded: 'for=203.0.113.9' } },
    'an X-Forwarded-For header': { headers: { 'x-forwarded-for': '127.0.0.1' } },
    'an X-Forwarded-Host header': { headers: { 'x-forwarded-host': 'localhost' } },
    'an Origin header': { headers: { origin: 'http://localhost:3978' } },
    'a body that is text by its type': { headers: { 'content-type': 'text/plain' } },
    'a body of no type': { headers: { 'content-type': '' } },
  };
  for (const [name, request] of Object.entries(elsewhere)) {
    it(`${name} is refused [connector.development]`, async () => {
      expect(await refusal(post(request))).toMatchObject({ status: 403, code: 'Forbidden' });
    });
  }

  for (const serviceUrl of ['https://smba.trafficmanager.net/amer/', 'https://localhost.attacker.example/']) {
    it(`replies may not go to ${serviceUrl} [connector.development]`, async () => {
      expect(await refusal(post({}, { serviceUrl }))).toMatchObject({ status: 403 });
    });
  }

  it('a public PUBLIC_URL shuts it, one on this machine does not [connector.development]', async () => {
    const publicUrl = 'https://help.example.com';
    expect(await refusal(post({}, {}, { publicUrl }))).toMatchObject({ status: 403 });
    expect(await post({}, {}, { publicUrl: 'http://localhost:3978' })).toEqual({ status: 200 });
  });
});

describe('with an app id', () => {
  const appId = '11111111-2222-3333-4444-555555555555';
  const issuer = 'https://issuer.test';
  const serviceUrl = 'https://smba.example/amer/';
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

  /** The SDK keeps keys by the address of their list for a day, so each test has an address of its own. */
  let lists = 0;
  const settings = () => {
    lists += 1;
    return {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'not a real one',
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: 'https://oauth.test',
      ToBotFromChannelOpenIdMetadataUrl: `https://keys.test/${lists}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `https://keys.test/${lists}/emulator`,
    };
  };

  const serveKeys = (endorsements = ['msteams']) =>
    nock('https://keys.test')
      .get(`/${lists}/openid`)
      .reply(200, { issuer, jwks_uri: `https://keys.test/${lists}/keys` })
      .get(`/${lists}/keys`)
      .reply(200, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'key1', endorsements }] });

  const token = (claims: Record<string, unknown> = {}, key = keys.privateKey) =>
    new SignJWT({ serviceurl: serviceUrl, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'key1' })
      .setIssuer(typeof claims['iss'] === 'string' ? claims['iss'] : issuer)
      .setAudience(typeof claims['aud'] === 'string' ? claims['aud'] : appId)
      .setIssuedAt()
      .setExpirationTime(typeof claims['exp'] === 'number' ? claims['exp'] : '1h')
      .sign(key);

  const options = (): Partial<MessagesOptions> => ({ adapter: adapterFor(settings()), appId });
  const body = (fields = {}) => message({ channelId: 'msteams', serviceUrl, ...fields });
  /** As a channel posts: from anywhere, by way of a proxy. */
  const request = (authorization: string | undefined, fields = {}) =>
    local(body(fields), {
      remoteAddress: '203.0.113.9',
      host: 'bot.example.com',
      headers: {
        'x-forwarded-for': '203.0.113.9',
        ...(authorization === undefined ? {} : { authorization }),
      },
    });

  // The SDK writes what it refuses to the console.
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  afterEach(() => quiet.mockClear());
  afterAll(() => quiet.mockRestore());

  it('a token that Microsoft signed for this bot, channel and service URL is let in [connector.authenticated]', async () => {
    await withHarness(options(), async ({ handle, inputs, store }) => {
      serveKeys();
      const authorization = `Bearer ${await token()}`;
      expect(await handle(request(authorization))).toEqual({ status: 200 });
      expect(inputs).toHaveLength(1);
      const [queued] = await store.lease(Date.now() + 1_000, 1_000, 10);
      expect(queued?.reference).toMatchObject({ serviceUrl });
    });
  });

  const garbage = [
    '',
    'garbage',
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    'Bearer e30.e30.',
    'Basic YTpi',
    'Bearer  x  y',
  ];
  for (const authorization of [undefined, ...garbage]) {
    it(`${JSON.stringify(authorization)} as Authorization is refused [connector.authenticated]`, async () => {
      await withHarness(options(), async ({ handle, inputs }) => {
        const said = await refusal(handle(request(authorization)));
        expect(said).toMatchObject({ status: 401, code: 'Unauthorized' });
        expect(inputs).toEqual([]);
      });
    });
  }

  const forged: Record<string, () => Promise<string>> = {
    'of another bot': () => token({ aud: 'another' }),
    'of another issuer': () => token({ iss: 'https://another.test' }),
    'for another service URL': () => token({ serviceurl: 'https://attacker.example/' }),
    'that has expired': () => token({ exp: 1_000 }),
    'signed by another key': () => token({}, stranger.privateKey),
    'signed by nobody': async () =>
      `${Buffer.from('{"alg":"none","kid":"key1"}').toString('base64url')}.${(await token()).split('.')[1]}.`,
  };
  for (const [name, make] of Object.entries(forged)) {
    it(`a token ${name} is refused [connector.authenticated]`, async () => {
      await withHarness(options(), async ({ handle, inputs }) => {
        serveKeys();
        expect(await refusal(handle(request(`Bearer ${await make()}`)))).toMatchObject({ status: 401 });
        expect(inputs).toEqual([]);
        nock.cleanAll();
      });
    });
  }

  it('a token of a key that does not vouch for the channel is refused [connector.authenticated]', async () => {
    await withHarness(options(), async ({ handle }) => {
      serveKeys(['webchat']);
      expect(await refusal(handle(request(`Bearer ${await token()}`)))).toMatchObject({ status: 401 });
    });
  });

  it('keys that cannot be had are nobody’s fault, and the channel may try again', async () => {
    await withHarness(options(), async ({ handle }) => {
      nock('https://keys.test').get(`/${lists}/openid`).reply(500);
      expect(await refusal(handle(request(`Bearer ${await token()}`)))).toMatchObject({ status: 503 });
      nock('https://keys.test').get(`/${lists}/openid`).replyWithError('no way there');
      expect(await refusal(handle(request(`Bearer ${await token()}`)))).toMatchObject({ status: 503 });
    });
  });

  it('being on this machine opens nothing [connector.authenticated]', async () => {
    await withHarness(options(), async ({ handle }) => {
      expect(await refusal(handle(local(body())))).toMatchObject({ status: 401 });
    });
  });
});
