import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../server/start-service.ts';
import { faultsOf, operations } from '../support/direct-line-swagger.ts';
import { base, createWorld, message, pathOf, type Session, type World } from './direct-line-world.ts';

const shop = 'https://shop.example';
const foreign = 'https://evil.example';

let world: World;
let session: Session;
beforeAll(async () => {
  world = await createWorld({ ALLOWED_ORIGINS: shop });
  session = await world.begun();
});
afterAll(() => world.service.close());

/** The paths of the swagger, and those that are our own. */
const paths = [
  ...new Set(operations.map(({ path }) => path)),
  `${base}/conversations/{conversationId}/stream`,
];
/** Verbs by path, our own `DELETE` and the stream's plain GET included. */
const taken = (path: string): string[] => [
  ...operations.filter((operation) => operation.path === path).map(({ verb }) => verb),
  ...(path.endsWith('/{conversationId}') ? ['DELETE'] : []),
  ...(path.endsWith('/stream') ? ['GET'] : []),
];
const filled = (path: string): string => path.replace('{conversationId}', session.conversationId);

const expectError = ({ status, body, headers }: Answer, expected: number): void => {
  expect(status, JSON.stringify(body)).toBe(expected);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(faultsOf(body, 'ErrorResponse', ['error'])).toEqual([]);
  expect(faultsOf(body.error, 'Error', ['code', 'message'])).toEqual([]);
};

describe.each(paths)('%s', (path) => {
  const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((verb) => !taken(path).includes(verb));

  it('is 405 with Allow for a verb that is not listed [DL.verbs, http.not-found]', async () => {
    for (const verb of verbs) {
      const answer = await world.call(verb, filled(path), {
        token: session.token,
        ...(verb === 'GET' ? {} : { body: message }),
      });
      expectError(answer, 405);
      const allowed = (answer.headers.get('allow') ?? '').split(/, */);
      expect(allowed).toEqual(expect.arrayContaining(taken(path)));
      for (const one of verbs) expect(allowed).not.toContain(one);
    }
  });

  it('answers HEAD as GET, without a body, where there is a GET [DL.verbs]', async () => {
    const head = await world.call('HEAD', filled(path), { token: session.token });
    expect(head.body).toBe('');
    if (!taken(path).includes('GET')) {
      expect(head.status).toBe(405);
      return;
    }
    const get = await world.call('GET', filled(path), { token: session.token });
    expect(head.status).toBe(get.status);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  });

  it('tells OPTIONS which verbs it takes [DL.verbs]', async () => {
    const answer = await world.call('OPTIONS', filled(path));
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(answer.headers.get('allow')?.split(/, */)).toEqual(expect.arrayContaining(taken(path)));
  });

  const asked = (origin: string, verb: string): Promise<Answer> =>
    world.call('OPTIONS', filled(path), {
      headers: {
        origin,
        'access-control-request-method': verb,
        'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent',
      },
    });

  it('lets a page of an allowed origin ask beforehand, and another not [http.cors]', async () => {
    for (const verb of taken(path)) {
      const yes = await asked(shop, verb);
      expect(yes.status).toBe(204);
      expect(yes.headers.get('access-control-allow-origin')).toBe(shop);
      expect(yes.headers.get('access-control-allow-methods')?.split(/, */)).toContain(verb);
      expect(yes.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */)).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'x-ms-bot-agent']),
      );
      const no = await asked(foreign, verb);
      expect([...no.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(no.headers.get('vary')).toBe('Origin');
    }
  });
});

describe('an address that is not listed', () => {
  it.each([
    '/v3/directline',
    `${base}/`,
    `${base}/tokens`,
    `${base}/tokens/revoke`,
    `${base}/conversation`,
    `${base}/conversations/ID/activities/1`,
    `${base}/conversations/ID/members`,
    `${base}/conversations/ID/stream/multimodal`,
    `${base}/session`,
    '/v4/directline/conversations',
    '/directline/conversations',
    '/tokens/generate',
  ])('%s is 404 for every verb [DL.verbs, http.not-found]', async (path) => {
    for (const verb of ['GET', 'POST', 'PUT', 'DELETE']) {
      const address = path.replace('ID', session.conversationId);
      expectError(await world.call(verb, address, { token: session.token }), 404);
    }
  });
});

it('an answer with Retry-After may be read by a page of an allowed origin [http.cors, http.rate-post]', async () => {
  const crowded = await world.begun();
  let answer: Answer;
  do {
    answer = await world.call('POST', `${pathOf(crowded.conversationId)}/activities`, {
      token: crowded.token,
      body: { type: 'typing' },
      headers: { origin: shop },
    });
  } while (answer.status === 200);
  expectError(answer, 429);
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
  expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
});

it('a client that asks whether it may send its body is told to go on [DL.verbs]', async () => {
  const body = JSON.stringify(message);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asking = httpRequest(`${world.service.url}${pathOf(session.conversationId)}/activities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${session.token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    asking.on('continue', () => asking.end(body));
    asking.on('response', (response) => resolve(response.resume().statusCode));
    asking.on('error', reject);
    asking.flushHeaders();
  });
  expect(status).toBe(200);
});
