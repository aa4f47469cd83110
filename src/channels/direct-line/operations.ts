import { z } from 'zod';
import type { Operations } from '../operation.ts';
import { clientActivity } from './activity.ts';
import { sessionRequest } from './resume.ts';
import { tokenParameters } from './sessions.ts';

const conversation = z.object({
  conversationId: z.string(),
  token: z.string().describe('A JWT. Read user, conv and exp from it, and nothing else.'),
  expires_in: z.int().min(1).max(86_400).describe('Seconds.'),
});

const streaming = conversation.extend({
  streamUrl: z.string().describe('A WebSocket’s address, for one socket and 60 seconds.'),
  referenceGrammarId: z.string(),
});

const session = conversation.extend({
  domain: z.string().describe('Where Direct Line is, for a client’s setting of that name.'),
  userId: z.string(),
  resume: z.string().describe('Gives a new token for the same conversation later. A secret.'),
});

const activity = z.looseObject({
  type: z.string(),
  id: z.string(),
  timestamp: z.iso.datetime(),
  from: z.looseObject({ id: z.string(), role: z.enum(['user', 'bot']) }),
  text: z.string().optional(),
  replyToId: z.string().optional(),
});

const activitySet = z.object({ activities: z.array(activity), watermark: z.string() });
const resourceResponse = z.object({ id: z.string() });

const watermark = { watermark: 'What came after it. Empty: all from the start.' };
const withToken = { credential: 'token or secret' } as const;

const path = '/v3/directline/conversations/:conversationId';

/** The description of the Direct Line that is served here. */
export const directLineOperations: Operations = {
  'POST /v3/directline/tokens/generate': {
    summary: 'Makes a token for a new conversation; the bot is not told yet.',
    credential: 'secret',
    body: tokenParameters,
    answers: { 200: { description: 'The token.', json: conversation } },
    errors: [400, 401, 403, 413, 415, 500],
  },
  'POST /v3/directline/tokens/refresh': {
    summary: 'Makes another token for the same conversation, while the one that is sent lasts.',
    ...withToken,
    answers: { 200: { description: 'The token.', json: conversation } },
    errors: [401, 403, 404, 500],
  },
  'POST /v3/directline/conversations': {
    summary: 'Begins a conversation: the bot greets.',
    ...withToken,
    body: tokenParameters,
    answers: {
      200: { description: 'It had begun already.', json: streaming },
      201: { description: 'It begins.', json: streaming },
    },
    errors: [400, 401, 403, 404, 413, 415, 429, 500],
  },
  [`GET ${path}`]: {
    summary: 'Reconnects: a fresh token, and a stream that goes on from the watermark.',
    ...withToken,
    query: { watermark: `${watermark.watermark} Missing: from now on.` },
    answers: { 200: { description: 'The token and the stream.', json: streaming } },
    errors: [400, 401, 403, 404, 500],
  },
  [`DELETE ${path}`]: {
    summary: 'Deletes a conversation with all that belongs to it.',
    ...withToken,
    answers: { 204: { description: 'It is gone.' } },
    errors: [401, 403, 404, 500],
  },
  [`GET ${path}/activities`]: {
    summary: 'Reads what was said, a page at a time.',
    ...withToken,
    query: watermark,
    answers: { 200: { description: 'At most 100 activities; none: that was all.', json: activitySet } },
    errors: [400, 401, 403, 404],
  },
  [`POST ${path}/activities`]: {
    summary: 'Sends one activity.',
    ...withToken,
    body: clientActivity,
    answers: { 200: { description: 'Its id. The bot has answered.', json: resourceResponse } },
    errors: [400, 401, 403, 404, 413, 415, 429, 500, 502],
  },
  [`POST ${path}/upload`]: {
    summary: 'Refuses an upload: this bot reads words only.',
    ...withToken,
    answers: {},
    errors: [400, 401, 403, 404, 500],
  },
  [`GET ${path}/stream`]: {
    summary: 'Opens the WebSocket that streamUrl names.',
    query: { ...watermark, t: 'The token of the stream, good for one socket.' },
    answers: { 101: { description: 'It is open. Each message is an ActivitySet, or empty.' } },
    errors: [400, 401, 403, 404, 500],
  },
  'GET /v3/directline/session/getsessionid': {
    summary: 'Refuses a session id: it would serve sign-in, and there is none.',
    answers: {},
    errors: [404],
  },
  'POST /api/token': {
    summary: 'Gives a browser a conversation and a token for it, or by resume another token for the same.',
    body: sessionRequest,
    answers: { 200: { description: 'The conversation and the way to it.', json: session } },
    errors: [400, 404, 413, 415, 429, 500],
  },
};
