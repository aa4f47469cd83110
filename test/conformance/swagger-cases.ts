import { secret } from '../server/start-service.ts';
import {
  asking,
  type Case,
  forged,
  form,
  given,
  gone,
  large,
  unauthorized,
  visitor,
  whenStoreFails,
} from './asking.ts';
import { base, message, pathOf, postsPerMinute, type Session } from './direct-line-world.ts';

const generate = asking('POST', () => `${base}/tokens/generate`);
const refresh = asking('POST', () => `${base}/tokens/refresh`);
const start = asking('POST', () => `${base}/conversations`, { user: {} });
const reconnect = asking('GET', pathOf);
const poll = asking('GET', (id) => `${pathOf(id)}/activities`);
const pollFrom = asking('GET', (id) => `${pathOf(id)}/activities?watermark=nonsense`);
const post = asking('POST', (id) => `${pathOf(id)}/activities`, message);
const upload = asking('POST', (id) => `${pathOf(id)}/upload?userId=someone`);

const withSecret = { token: secret };
const server = async (): Promise<Partial<Session>> => withSecret;
const noLimitForServers = 'A caller with the secret is not limited.';
const noUploads = 'This bot takes no uploads: an upload is 400, whatever it holds.';

/** More starts at once than may wait while the bot is busy. */
const crowded: Case = async (world) => {
  const session = await world.generated();
  const answers = await world.holding(async () => {
    const starts = Array.from({ length: 60 }, () => start(world, session));
    const refused = Promise.any(
      starts.map(async (one) => {
        if ((await one).status !== 429) throw new Error('taken');
        return await one;
      }),
    );
    await refused;
    return { starts, refused };
  });
  await Promise.all(answers.starts);
  return await answers.refused;
};

const tooMany: Case = async (world) => {
  const session = await world.begun();
  // Types that lead to nothing count as well.
  const posts = Array.from({ length: postsPerMinute }, () =>
    post(world, session, { body: { type: 'typing' } }),
  );
  await Promise.all(posts);
  return post(world, session);
};

/** Every operation of the swagger by every status, documented there or our own. */
export const cases: Readonly<Record<string, Readonly<Record<number, Case>>>> = {
  'POST /v3/directline/tokens/generate': {
    200: (world) => generate(world, withSecret),
    400: (world) => generate(world, withSecret, { body: { user: { id: 'no prefix' } } }),
    401: unauthorized(generate),
    403: async (world) => generate(world, await world.generated()),
    404: 'There is one bot here, and a request for a token names no conversation.',
    413: (world) => generate(world, withSecret, large),
    415: (world) => generate(world, withSecret, form),
    429: noLimitForServers,
    500: whenStoreFails(generate, server),
  },
  'POST /v3/directline/tokens/refresh': {
    200: async (world) => refresh(world, await world.generated()),
    401: unauthorized(refresh),
    403: (world) => refresh(world, withSecret),
    404: gone(refresh),
    429: 'Refreshing is not limited: the real client has no other way to stay.',
    500: whenStoreFails(refresh, visitor),
  },
  'POST /v3/directline/conversations': {
    200: async (world) => start(world, await world.begun()),
    201: async (world) => start(world, await world.generated()),
    400: given(start, { body: ['a list'] }),
    401: unauthorized(start),
    403: forged(start),
    404: gone(start),
    409: 'A conversation that had begun is 200: a client that lost the answer may ask again.',
    413: given(start, large),
    415: given(start, form),
    429: crowded,
    500: async (world) => {
      const session = await world.generated();
      return world.failing('bot', () => start(world, session));
    },
  },
  'GET /v3/directline/conversations/{conversationId}': {
    200: async (world) => reconnect(world, await world.begun()),
    400: async (world) => {
      const session = await world.begun();
      return world.call('GET', `${pathOf(session.conversationId)}?watermark=nonsense`, session);
    },
    401: unauthorized(reconnect),
    403: forged(reconnect),
    404: gone(reconnect),
    429: 'Reconnecting is not limited: the real client takes a refusal for the end.',
    500: whenStoreFails(reconnect, visitor),
  },
  'GET /v3/directline/conversations/{conversationId}/activities': {
    200: async (world) => poll(world, await world.begun()),
    400: async (world) => pollFrom(world, await world.begun()),
    401: unauthorized(poll),
    403: forged(poll),
    404: gone(poll),
    429: 'Polling is never limited: the real client would stop for good, and in silence.',
    500: 'A poll that fails here is an empty page with the same watermark, for the same reason.',
  },
  'POST /v3/directline/conversations/{conversationId}/activities': {
    200: async (world) => post(world, await world.begun()),
    204: 'What is accepted is always answered with its id.',
    400: given(post, { body: { ...message, text: ['a list'] } }),
    401: unauthorized(post),
    403: forged(post),
    404: gone(post),
    413: given(post, large),
    415: given(post, form),
    429: tooMany,
    500: whenStoreFails(post, visitor),
    502: async (world) => {
      const session = await world.begun();
      return world.failing('bot', () => post(world, session));
    },
  },
  'POST /v3/directline/conversations/{conversationId}/upload': {
    200: noUploads,
    202: noUploads,
    204: noUploads,
    400: given(upload, {
      body: 'hello',
      headers: { 'content-type': 'text/plain', 'content-disposition': 'name="file"; filename="a.txt"' },
    }),
    401: unauthorized(upload),
    403: forged(upload),
    404: gone(upload),
    429: 'An upload costs nothing here, so it is not counted.',
    500: whenStoreFails(upload, visitor),
    502: 'The bot is never told of an upload.',
  },
  'GET /v3/directline/session/getsessionid': {
    200: 'Session ids serve sign-in, which there is none of here; the real client takes 404 for "none".',
    404: (world) => world.call('GET', `${base}/session/getsessionid`),
  },
};
