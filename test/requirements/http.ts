import type { Requirements } from './requirement.ts';

const own = 'our design of the HTTP server';

/** What the HTTP server keeps, whatever it serves. */
export const http = {
  'http.settings': {
    text: '.env.example documents every setting with the value used when it is left out.',
    source: own,
  },
  'http.error-shape': {
    text: 'Every error is {"error":{"code","message"}}, the router\'s own included.',
    source: 'Direct Line 3.0 swagger',
  },
  'http.not-found': {
    text: 'An unknown address is 404; a verb that is not taken is 405 with Allow.',
    source: own,
  },
  'http.neutral-500': {
    text: 'A 5xx says nothing of the failure; the log says where it was, not what was typed.',
    source: own,
  },
  'http.garbage': {
    text: 'What is no request, or two in one, is refused, and the server lives on.',
    source: own,
  },
  'http.hostile': {
    text: 'Whatever is sent, by however many at once, is answered without a 5xx and without a word of the inside; memory does not grow, and others are answered as ever.',
    source: own,
  },
  'http.body-limit': {
    text: 'A body has at most 256 K characters; more is 413, and the answer arrives.',
    source: 'Direct Line 3.0 reference, send an activity',
  },
  'http.body-type': { text: 'A body is JSON in UTF-8, by its type and its text.', source: own },
  'http.body-slow': { text: 'A body that comes too slowly is 408.', source: own },
  'http.security-headers': { text: 'Every answer bears the security headers.', source: own },
  'http.page-nonce': {
    text: 'A page has a policy with a fresh nonce; only the allowed origins may frame it.',
    source: own,
  },
  'http.other-upgrades': {
    text: 'An offer to go over to a protocol that is not spoken here is ignored, and the request answered as it stands.',
    source: 'RFC 9110, 7.8',
  },
  'http.openapi': {
    text: '/openapi.json describes every address in OpenAPI 3.1, and each answers as it is described.',
    source: own,
  },
  'http.assets': {
    text: 'Files are sent compressed, kept for ever when their name has a hash, and no others are served.',
    source: own,
  },
  'http.cors': {
    text: 'Only the allowed origins may call from a browser, and only Direct Line and /api/token; never *.',
    source: own,
  },
  'http.proxies': { text: 'X-Forwarded headers count from trusted proxies only.', source: own },
  'http.rate-start': {
    text: 'New conversations of an address are limited: 429 with Retry-After in seconds.',
    source: own,
  },
  'http.rate-post': { text: 'Posts of a conversation are limited; polling never is.', source: own },
  'http.shedding': {
    text: 'More work at once than one process can do in time is refused at once: 429 with Retry-After; polling never is.',
    source: own,
  },
  'http.health': { text: '/healthz says that the process lives, /readyz that it can serve.', source: own },
  'http.stop': {
    text: 'Stopping lets requests finish for a time, closes sockets, and takes no more.',
    source: own,
  },
} satisfies Requirements;
