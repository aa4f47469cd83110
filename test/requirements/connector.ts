import type { Requirements } from './requirement.ts';

/** What `POST /api/messages` and the delivery to remote channels keep to. */
export const connector = {
  'connector.authenticated': {
    text: 'With an app id only an activity that the SDK authenticates is let in; any other is answered 401.',
    source: 'Bot Framework, authentication: ConfigurationBotFrameworkAuthentication.authenticateRequest',
  },
  'connector.credentials': {
    text:
      'Whether Microsoft refuses the credentials of the app is found out with patience, remembered for some minutes and ' +
      'told by /readyz; the log names the likely cause.',
    source: 'our rule: ready means able to answer; Entra ID: AADSTS error codes',
  },
  'connector.development': {
    text:
      'Without an app id only a request from this machine is let in: its address and Host are loopback, it bears no ' +
      'Forwarded, X-Forwarded-* or Origin header, PUBLIC_URL is not public, its body is JSON by its type and its ' +
      'service URL is loopback. Any other is answered 403.',
    source: 'our rule: /api/messages without an app id',
  },
  'connector.bad-input': {
    text: 'A body that is not an activity is answered 400 with MissingProperty or BadArgument, never with a 5xx.',
    source: 'Bot Framework connector API, ErrorResponse; activity specification A2005, A2014, A2043, A3020',
  },
  'connector.allow-list': {
    text:
      'Of an incoming activity only type, ids, times, locale, time zone, redacted text, clientActivityID and the three ' +
      'fields of our own cards go on; of the conversation only what delivery needs.',
    source: 'our promise: no secrets kept',
  },
  'connector.table': {
    text:
      'Messages and card submits are message turns, endOfConversation is taken as stop, and types without a meaning ' +
      'here are accepted and ignored.',
    source: 'activity specification A2014, A5001, A5701',
  },
  'connector.welcome': {
    text: 'However a channel tells of a newcomer, the bot hears of it in one way, and never of itself.',
    source: 'Teams: subscribe to conversation events; Web Chat: WELCOME_MESSAGE.md (webchat/join)',
  },
  'connector.removed': {
    text: 'When the bot is removed, what is kept of the conversation goes, the way to reach it included.',
    source: 'Teams: subscribe to conversation events (installationUpdate remove)',
  },
  'connector.invoke': {
    text: 'Known invokes are answered 200 at once, others 501 unless the bot answers them.',
    source: 'botbuilder: CloudAdapterBase.processTurnResults; Teams: bot invoke activities',
  },
  'connector.expect-replies': {
    text: 'With deliveryMode expectReplies all replies stand in the response, and none is sent besides.',
    source: 'activity specification A3110 to A3116',
  },
  'connector.once': {
    text: 'An activity that comes again is not run again; it is given the answer recorded for it.',
    source: 'our promise: whole turns; Teams sends again after about 15 seconds',
  },
  'connector.one-request': {
    text: 'A delivery is one request: not repeated within the SDK, and no redirect is followed.',
    source: 'our rule: delivery from the outbox',
  },
  'connector.outcomes': {
    text:
      '2xx is delivered; 429, 401, a refused connection and a token that cannot be had are tried again; 5xx, time-out ' +
      'and reset are doubtful; 403 ends the reference; redirects and other 4xx are given up.',
    source:
      'our rule: delivery from the outbox; Teams: rate limits (429, Retry-After), MessageWritesBlocked (403)',
  },
  'connector.idle-connections': {
    text: 'A connection that lies idle for some seconds is not used again, so a reply after a pause meets an open one.',
    source: 'our rule: delivery from the outbox',
  },
  'connector.collects': {
    text: 'The adapter sends nothing itself: it hands back what a turn sent, in order, as plain JSON.',
    source: 'our rule: one adapter that collects what a turn sends',
  },
} satisfies Requirements;
