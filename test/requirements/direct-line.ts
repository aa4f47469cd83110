import type { Requirements } from './requirement.ts';

const reference = 'Direct Line 3.0 reference';
const swagger = 'Direct Line 3.0 swagger';
const client = 'botframework-directlinejs, as it behaves';
const webChat = 'Web Chat, as it behaves';
const activities = 'Bot Framework activity specification';
const own = 'our design of the embedded Direct Line';

/** What the embedded Direct Line keeps of the protocol, of what its clients rely on, and of our own additions. */
export const directLine = {
  'DL.operations': {
    text: 'Every operation of the swagger answers with the statuses and bodies it lists; one that cannot arise here has its reason.',
    source: swagger,
  },
  'DL.verbs': {
    text: 'A verb that an address does not take is 405 with Allow, and no other address is there; HEAD and OPTIONS are answered.',
    source: swagger,
  },
  'DL.credentials': {
    text: 'The secret is taken for no token, a token not for the secret, and a stream token for neither.',
    source: reference,
  },
  'DL.generate': {
    text: 'tokens/generate takes the secret only, gives a token without a stream, and does not tell the bot.',
    source: reference,
  },
  'DL.user-id': {
    text: 'A user.id in tokens/generate begins with dl_ and has at most 100 plain characters more; anything else is 400.',
    source: reference,
  },
  'DL.token-claims': {
    text: 'Tokens are HS256 JWTs with the claims conv and user, which clients decode; they last as long as TOKEN_SECONDS and expires_in say.',
    source: `${reference}; ${client}`,
  },
  'DL.token-expired': { text: 'A token that is only too old is 403 TokenExpired.', source: swagger },
  'DL.token-forged': { text: 'A token that was not made here is 403.', source: swagger },
  'DL.foreign-token': { text: "A conversation that is not the token's is 403.", source: own },
  'DL.refresh': { text: 'A token is refreshed without limit while it has not expired.', source: swagger },
  'DL.start': {
    text: 'Starting is 201 with a stream address when the conversation begins, and 200 when it had begun.',
    source: swagger,
  },
  'DL.start-fails': {
    text: 'A start at which the bot fails is 500, which the swagger lists, not 502; nothing has begun.',
    source: swagger,
  },
  'DL.one-welcome': { text: 'A conversation is greeted once, however often it is started.', source: own },
  'DL.reconnect': {
    text: 'Reconnecting gives a fresh token and a stream that goes on from the watermark.',
    source: swagger,
  },
  'DL.reconnect-missing-is-now': {
    text: 'Reconnecting without a watermark goes on from now; an empty watermark is not a missing one.',
    source: `${swagger}; ${client}`,
  },
  'DL.watermark-start': { text: 'An empty watermark, "-" and null mean from the start.', source: client },
  'DL.watermark-garbage': { text: 'A watermark that was never given out is 400 BadArgument.', source: own },
  'DL.watermark-beyond-end': {
    text: 'A watermark beyond the end is answered with the end, so that nothing that comes later is missed.',
    source: own,
  },
  'DL.poll': { text: 'GET activities pages by the watermark until nothing is left.', source: swagger },
  'DL.poll-never-fails': {
    text: 'A poll is never answered with 429 or 5xx for a passing reason: the real client would stop for good.',
    source: client,
  },
  'DL.stream-token': {
    text: 'A stream address is good for one conversation, 60 seconds and one socket, and its token for nothing else.',
    source: reference,
  },
  'DL.stream-replay': {
    text: 'A stream replays what came after its watermark, each line once and in order, then is live.',
    source: swagger,
  },
  'DL.stream-watermark': {
    text: 'Every set on a stream has a watermark that is not empty.',
    source: swagger,
  },
  'DL.stream-keep-alive': {
    text: 'Streams are kept alive by pings and empty messages; one that answers no ping is cut.',
    source: swagger,
  },
  'DL.stream-back-pressure': {
    text: 'A slow stream is given no more before the last has left, and is cut when it does not leave.',
    source: own,
  },
  'DL.stream-five-sockets': {
    text: 'A conversation holds five sockets; a sixth closes the oldest with the reason collision.',
    source: `${reference}; ${own}`,
  },
  'DL.client-frames': {
    text: 'What clients send over a stream is ignored; too much of it closes it.',
    source: swagger,
  },
  'DL.no-voice-stream': {
    text: 'The voice stream that newer clients try is 404 at upgrade.',
    source: client,
  },
  'DL.echo-first': {
    text: "The person's echo comes before the replies, under the id that the POST is answered with.",
    source: webChat,
  },
  'DL.reply-to-visible': { text: 'replyToId names only what stands in the log.', source: webChat },
  'DL.timestamps': { text: 'Timestamps in a log are UTC with Z and only grow.', source: `${webChat}; A2040` },
  'DL.typing-not-logged': {
    text: 'Typing, traces and joins are never in the log.',
    source: `${swagger}; A6150`,
  },
  'DL.from-id': {
    text: "from.id of a client's activity is the token's user, whatever the activity says.",
    source: reference,
  },
  'DL.repeat': {
    text: 'An activity under a clientActivityID seen before is not run again: its answer is given again. Ids that clients set are not ids.',
    source: `${own}; A2030`,
  },
  'DL.activity-types': {
    text: 'A message is a message, endOfConversation is "stop", invoke is 400, all other types are accepted and ignored.',
    source: `${own}; A2014`,
  },
  'DL.end-of-conversation': {
    text: 'endOfConversation halts nothing: what was said can be read, and a later message is answered.',
    source: own,
  },
  'DL.activity-invalid': {
    text: 'An activity with missing or absurd fields is 400 BadArgument or MissingProperty, and never anything else.',
    source: activities,
  },
  'DL.activity-fields': { text: 'Of an activity only the allow-list is kept and handed on.', source: own },
  'DL.activity-locale': {
    text: 'An unknown locale or time zone is none, never an error.',
    source: `${activities} A3020`,
  },
  'DL.control-characters': {
    text: 'Control characters are refused in ids and taken out of texts.',
    source: own,
  },
  'DL.forget': {
    text: '"Forget me" leaves the confirmation and the message without its words.',
    source: own,
  },
  'DL.bot-failure': {
    text: 'A bot that fails is 502 BotError, and nothing of the turn is kept.',
    source: swagger,
  },
  'DL.busy': {
    text: 'Too many waiting messages of one conversation are 429 with Retry-After in seconds, and so is one that loses to other servers.',
    source: own,
  },
  'DL.no-uploads': { text: 'Uploads are refused with a 4xx that is not 403.', source: `${own}; ${client}` },
  'DL.no-session-id': { text: 'getsessionid is a clean 404.', source: client },
  'DL.delete': {
    text: 'DELETE of a conversation takes all of it; its sockets close and it is 404 from then on.',
    source: own,
  },
  'DL.unknown-conversation': { text: 'An unknown conversation is 404 BadArgument.', source: swagger },
  'DL.resume': {
    text: 'POST /api/token gives a browser a conversation, and by resume the same one again; a dead resume is 404.',
    source: own,
  },
  'DL.resume-hash': { text: 'Resume secrets are kept hashed and never logged.', source: own },
  'DL.azure': {
    text:
      "Where Azure's Direct Line is set, POST /api/token exchanges its secret for a token, with a dl_ user nobody can guess " +
      'and the origins that may hold the chat, and by resume for another of the same conversation.',
    source: `${reference}; ${own}`,
  },
  'DL.azure-fails': {
    text:
      "A failure of Azure's is tried once more, told to callers in the error shape and to the operator in the log; the secret " +
      'is in neither.',
    source: own,
  },
  'DL.bad-input': {
    text: 'Bad input is the right 4xx in the error shape; nothing is lost, kept or logged.',
    source: own,
  },
  'DL.restart': {
    text: 'Tokens, watermarks and conversations outlive a restart of the server.',
    source: own,
  },
  'DL.real-bot': {
    text: 'All that the bot says is an activity of the swagger.',
    source: swagger,
  },
  'DL.real-client-user': {
    text: "The real client reads the user's id from the token, and sets no other.",
    source: client,
  },
  'DL.examples': {
    text: 'The examples and the table of operations in docs/direct-line.md hold.',
    source: own,
  },
  'DL.real-client-stream': { text: 'The real client talks over WebSocket.', source: client },
  'DL.real-client-polling': { text: 'The real client talks by polling.', source: client },
} satisfies Requirements;
