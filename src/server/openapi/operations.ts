import { z } from 'zod';
import { directLineOperations } from '../../channels/direct-line/operations.ts';
import type { Operations } from '../../channels/operation.ts';

const page = (summary: string) =>
  ({ summary, answers: { 200: { description: 'The page.', type: 'text/html' } }, errors: [] }) as const;

const status = z.object({ status: z.string() });

/** The description of every operation there is. */
export const operations: Operations = {
  ...directLineOperations,
  'POST /api/messages': {
    summary: 'Takes activities of Bot Framework channels, by the protocol of their connector.',
    answers: {
      200: { description: 'It is taken. Replies go to the channel, or stand here when it expects them.' },
    },
    errors: [],
  },
  'GET /openapi.json': {
    summary: 'This description.',
    answers: { 200: { description: 'OpenAPI 3.1.', json: z.looseObject({ openapi: z.string() }) } },
    errors: [],
  },
  'GET /healthz': {
    summary: 'Says that the process lives.',
    answers: { 200: { description: 'It does.', json: status } },
    errors: [],
  },
  'GET /readyz': {
    summary: 'Says whether it can serve.',
    answers: {
      200: { description: 'It can.', json: status },
      503: { description: 'It cannot.', json: status },
    },
    errors: [],
  },
  'GET /': page('The help page with the chat.'),
  'GET /steps': page('The steps as a plain list, to read or print.'),
  'GET /privacy': page('What becomes of what people say.'),
  'GET /terms': page('The terms of use.'),
  'GET /embed': {
    ...page('The chat in the frame that other pages show.'),
    query: { lang: 'The language, such as en.' },
  },
  'GET /widget.js': {
    summary: 'The launcher for other pages.',
    answers: { 200: { description: 'The script.', type: 'text/javascript' } },
    errors: [],
  },
  'GET /assets/:name': {
    summary: 'A file of the pages.',
    answers: { 200: { description: 'The file, for ever the same.', type: '*/*' } },
    errors: [404],
  },
  'GET /favicon.ico': {
    summary: 'There is no such picture.',
    answers: { 204: { description: 'Nothing.' } },
    errors: [],
  },
  'GET /return.ics': {
    summary: 'An entry for a calendar: when to come back to this page.',
    query: { at: 'The time, as 20300107T090000Z.', lang: 'The language, such as en.' },
    answers: { 200: { description: 'The entry.', type: 'text/calendar' } },
    errors: [400],
  },
};
