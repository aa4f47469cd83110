import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCredentialCheck } from '../../../src/channels/connector/credential-check.ts';
import { healthRoutes } from '../../../src/server/health.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { granted, serveDiscovery, tokenRequest } from '../../support/login.ts';
import { adapterFor } from './support.ts';

beforeAll(() => nock.disableNetConnect());
beforeEach(() => void serveDiscovery());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const minute = 60_000;

function createProbe(credentials: Record<string, string> = { MicrosoftAppPassword: 'not a real one' }) {
  const appId = '00000000-0000-4000-8000-0000000000cc';
  const clock = createFakeClock();
  const logged: string[] = [];
  const check = createCredentialCheck({
    adapter: adapterFor({
      MicrosoftAppId: appId,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 'aaaaaaaa-0000-4000-8000-000000000000',
      ...credentials,
    }),
    appId,
    clock,
    log: { error: (event) => logged.push(event) },
  });
  return { check, clock, logged };
}

/** As Microsoft's login refuses. */
const refuse = (number: string, error = 'invalid_client', status = 401) =>
  tokenRequest().reply(status, {
    error,
    error_description: `AADSTS${number}: something about the app. Trace ID: 1`,
    error_codes: [Number(number)],
  });

describe('the check of the credentials', () => {
  it('is content with a token, and asks again only after some minutes [connector.credentials]', async () => {
    const { check, clock } = createProbe();
    const first = tokenRequest().reply(200, granted('one'));
    await Promise.all([check(), check(), check()]);
    await clock.advance(9 * minute);
    await check();
    expect(first.isDone()).toBe(true);
    const second = tokenRequest().reply(200, granted('two'));
    await clock.advance(2 * minute);
    await check();
    expect(second.isDone()).toBe(true);
  });

  it.each([
    ['an expired secret', '7000222', 'invalid_client', 'has expired'],
    ['a wrong secret', '7000215', 'invalid_client', 'not its id'],
    ['an app of another tenant', '700016', 'unauthorized_client', 'MicrosoftAppTenantId'],
    ['a tenant that is not', '90002', 'invalid_request', 'no such tenant'],
    ['a certificate of another app', '700027', 'invalid_client', 'CertificateThumbprint'],
    ['whatever else is wrong with the client', '7000299', 'invalid_client', 'MicrosoftAppPassword'],
  ])('names the likely cause of a refusal: %s [connector.credentials]', async (_, number, error, cause) => {
    const { check } = createProbe();
    refuse(number, error);
    await expect(check()).rejects.toMatchObject({
      code: 'CredentialsRefused',
      hint: expect.stringContaining(cause),
    });
  });

  it('remembers a refusal for a minute, and is content again when there is a new secret [connector.credentials]', async () => {
    const { check, clock } = createProbe();
    refuse('7000222');
    await expect(check()).rejects.toMatchObject({ code: 'CredentialsRefused' });
    await expect(check()).rejects.toMatchObject({ code: 'CredentialsRefused' });
    await clock.advance(minute);
    tokenRequest().reply(200, granted('new'));
    await check();
  });

  it.each([
    [
      'fails',
      () => tokenRequest().reply(503, { error: 'temporarily_unavailable', error_description: 'AADSTS90033' }),
    ],
    ['cannot be reached', () => tokenRequest().replyWithError('no way there')],
  ])('blames nobody while the login %s [connector.credentials]', async (_, serve) => {
    const { check, logged } = createProbe();
    serve();
    await check();
    expect(logged).toEqual(['connector.loginUnreachable']);
  });

  it('waits some seconds for the login, not longer [connector.credentials]', async () => {
    const { check, clock, logged } = createProbe();
    tokenRequest().delay(300_000).reply(200, granted('late'));
    const checked = check();
    await clock.settle();
    await clock.advance(5_000);
    await checked;
    expect(logged).toEqual(['connector.loginUnreachable']);
    nock.abortPendingRequests();
  });

  it('has nothing to do without an app id', async () => {
    const { clock } = createProbe();
    const none = createCredentialCheck({
      adapter: adapterFor(),
      appId: undefined,
      clock,
      log: { error: () => undefined },
    });
    await none();
  });

  it('makes /readyz tell a refused secret from a healthy one [connector.credentials]', async () => {
    const { check, clock } = createProbe();
    const ready = healthRoutes(check, { error: () => undefined } as never)[1];
    const probe = async () => (await ready?.handle({} as never))?.status;
    refuse('7000222');
    expect(await probe()).toBe(503);
    await clock.advance(minute);
    tokenRequest().reply(200, granted('new'));
    expect(await probe()).toBe(200);
  });
});
