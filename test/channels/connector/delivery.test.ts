import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnectorDelivery, type DeliveryOptions } from '../../../src/channels/connector/delivery.ts';
import { systemClock } from '../../../src/clock.ts';
import { silentLog } from '../../../src/insight/log.ts';
import { granted, serveDiscovery, tokenRequest } from '../../support/login.ts';
import { adapterFor, leased } from './support.ts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const deliver = (options: Partial<DeliveryOptions> = {}) =>
  createConnectorDelivery({
    adapter: adapterFor(),
    appId: undefined,
    clock: systemClock,
    log: silentLog,
    ...options,
  });

const host = 'http://localhost:4001';
const path = '/base/v3/conversations/a%3A1%2F2/activities';
const message = (activity = {}, reference = {}) =>
  leased(
    { conversation: { id: 'a:1/2' }, ...activity },
    { serviceUrl: `${host}/base/`, conversation: { id: 'a:1/2' }, ...reference },
  );

describe('a message of the outbox', () => {
  it('goes to its conversation at its service URL, whole [connector.one-request]', async () => {
    const activity = {
      type: 'message',
      text: 'hello',
      inputHint: 'expectingInput',
      suggestedActions: { to: ['user1'], actions: [{ type: 'imBack', title: 'Yes', value: 'Yes' }] },
      attachments: [
        { contentType: 'application/vnd.microsoft.card.adaptive', content: { body: [{ a: 1 }] } },
      ],
      channelData: { any: { thing: true } },
      from: { id: 'bot1' },
      conversation: { id: 'a:1/2', tenantId: 't1' },
    };
    let body: unknown;
    nock(host)
      .post(path, (sent) => {
        body = sent;
        return true;
      })
      .reply(200, { id: 'r1' });
    expect(await deliver()(message(activity))).toEqual({ kind: 'delivered' });
    expect(body).toEqual(activity);
  });

  it('goes as a reply when it answers an activity', async () => {
    const sent = nock(host).post(`${path}/m%7C1`).reply(201, { id: 'r1' });
    expect(await deliver()(message({ replyToId: 'm|1' }))).toEqual({ kind: 'delivered' });
    expect(sent.isDone()).toBe(true);
  });

  it('without an app id goes nowhere but this machine [connector.development]', async () => {
    const away = message({}, { serviceUrl: 'https://smba.example/amer/' });
    expect(await deliver()(away)).toEqual({ kind: 'rejected' });
  });

  it('that has no way left is given up', async () => {
    expect(await deliver()({ ...message(), reference: null })).toEqual({ kind: 'rejected' });
    expect(await deliver()({ ...message(), reference: {} })).toEqual({ kind: 'rejected' });
  });
});

describe('the answer of a channel', () => {
  const answers: [number, Record<string, string>, unknown][] = [
    [200, {}, { kind: 'delivered' }],
    [202, {}, { kind: 'delivered' }],
    [204, {}, { kind: 'delivered' }],
    [301, { Location: 'http://localhost:4002/' }, { kind: 'rejected' }],
    [307, { Location: 'http://localhost:4002/' }, { kind: 'rejected' }],
    [400, {}, { kind: 'rejected' }],
    [401, {}, { kind: 'refused' }],
    [403, {}, { kind: 'referenceEnded' }],
    [404, {}, { kind: 'rejected' }],
    [408, {}, { kind: 'doubtful' }],
    [412, {}, { kind: 'doubtful' }],
    [413, {}, { kind: 'rejected' }],
    [429, {}, { kind: 'refused' }],
    [429, { 'Retry-After': '7' }, { kind: 'refused', retryAfterMs: 7_000 }],
    [429, { 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' }, { kind: 'refused', retryAfterMs: 30_000 }],
    [429, { 'Retry-After': 'Thu, 01 Jan 2025 00:00:00 GMT' }, { kind: 'refused', retryAfterMs: 0 }],
    [429, { 'Retry-After': '999999999' }, { kind: 'refused', retryAfterMs: 3_600_000 }],
    [429, { 'Retry-After': 'soon' }, { kind: 'refused' }],
    [500, {}, { kind: 'doubtful' }],
    [502, {}, { kind: 'doubtful' }],
    [503, { 'Retry-After': '1' }, { kind: 'doubtful' }],
  ];
  const clock = { ...systemClock, now: () => Date.parse('2026-01-01T00:00:00Z') };
  for (const [status, headers, result] of answers) {
    const asked = Object.values(headers).join();
    it(`${status} ${asked} means ${JSON.stringify(result)}, of one request [connector.outcomes, connector.one-request]`, async () => {
      let requests = 0;
      nock(/localhost/)
        .persist()
        .post(/.*/)
        .reply(() => {
          requests += 1;
          return [status, { error: { code: 'ECONNREFUSED', message: 'a text of the channel' } }, headers];
        });
      expect(await deliver({ clock })(message())).toEqual(result);
      expect(requests).toBe(1);
    });
  }

  it('that cannot be read does not undo a delivery [connector.outcomes]', async () => {
    nock(host).post(path).reply(200, '<html>', { 'Content-Type': 'application/json' });
    expect(await deliver()(message())).toEqual({ kind: 'delivered' });
  });

  for (const [code, kind] of [
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'refused'],
    ['EAI_AGAIN', 'refused'],
    ['ECONNRESET', 'doubtful'],
    ['EPIPE', 'doubtful'],
    ['ETIMEDOUT', 'doubtful'],
  ] as const) {
    it(`that did not come for ${code} means ${kind} [connector.outcomes]`, async () => {
      nock(host)
        .post(path)
        .replyWithError(Object.assign(new Error('connect'), { code }));
      expect(await deliver()(message())).toEqual({ kind });
    });
  }
});

describe('with an app id', () => {
  const serviceUrl = 'https://smba.example/amer/';
  let bots = 0;
  /** The SDK keeps tokens by app id, so each test has a bot of its own. */
  const bot = () => {
    bots += 1;
    const appId = `00000000-0000-0000-0000-00000000000${bots}`;
    const adapter = adapterFor({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'not a real one',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 'aaaaaaaa-0000-0000-0000-000000000000',
    });
    return deliver({ adapter, appId });
  };
  const post = '/amer/v3/conversations/a%3A1%2F2/activities';
  it('a message bears the bot’s token, which is fetched once [connector.one-request]', async () => {
    serveDiscovery();
    tokenRequest().reply(200, granted('token1'));
    const sent = nock('https://smba.example', { reqheaders: { authorization: 'Bearer token1' } })
      .post(post)
      .twice()
      .reply(200, { id: 'r' });
    const send = bot();
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'delivered' });
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'delivered' });
    expect(sent.isDone()).toBe(true);
  });

  it('a token that cannot be had costs no message [connector.outcomes]', async () => {
    serveDiscovery();
    tokenRequest().reply(401, { error: 'invalid_client', error_description: 'secret expired' });
    const send = bot();
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'refused' });
    tokenRequest().reply(200, granted('token2'));
    nock('https://smba.example').post(post).reply(200, { id: 'r' });
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'delivered' });
  });

  it('after a token was refused the next sending has a new one [connector.outcomes]', async () => {
    serveDiscovery();
    tokenRequest().reply(200, granted('old')).post(/token/).reply(200, granted('new'));
    nock('https://smba.example', { reqheaders: { authorization: 'Bearer old' } })
      .post(post)
      .reply(401);
    nock('https://smba.example', { reqheaders: { authorization: 'Bearer new' } })
      .post(post)
      .reply(200);
    const send = bot();
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'refused' });
    expect(await send(message({}, { serviceUrl }))).toEqual({ kind: 'delivered' });
  });
});
