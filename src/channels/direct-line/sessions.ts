import { z } from 'zod';
import type { JsonObject } from '../../store/json.ts';
import { readLocale } from '../activity-fields.ts';
import { attemptBot } from '../attempt-bot.ts';
import { HttpError, type HttpRequest, type HttpResponse } from '../http.ts';
import { id } from './activity.ts';
import {
  activityBase,
  type DirectLineContext,
  defaultUser,
  loadRow,
  randomText,
  streamUrl,
  unknownConversation,
} from './context.ts';
import { keptUserId, keyOf, placeOf } from './ids.ts';
import { asListedOfStart } from './listed-errors.ts';
import type { TokenClaims } from './tokens.ts';
import { record } from './transcript.ts';
import { formatWatermark, parseWatermark, startWatermark } from './watermark.ts';

/** Makes the row of a conversation that has not begun, under an id of 144 random bits. */
export async function createConversation(
  context: DirectLineContext,
  resumeHash: string | null,
): Promise<string> {
  for (;;) {
    const conversation = randomText(context.randomBytes(18));
    if (await context.store.create(keyOf(conversation), resumeHash)) return conversation;
  }
}

/** The body of every answer that gives out a token. */
export async function sessionBody(
  { tokens, tokenSeconds }: DirectLineContext,
  claims: TokenClaims,
): Promise<JsonObject> {
  return { conversationId: claims.conversation, token: await tokens.issue(claims), expires_in: tokenSeconds };
}

/** The body of generate and start. */
export const tokenParameters = z
  .object(
    {
      user: z
        .object(
          {
            id: id().nullish(),
          },
          'must be an object',
        )
        .nullish(),
      locale: z.string('must be a string').nullish(),
      trustedOrigins: z.array(z.string('must be a string'), 'must be a list of origins').nullish(),
    },
    'must be an object',
  )
  .nullish();

/** Reads the optional body of generate and start. `trustedOrigins` serves sign-in, which there is none of here. */
function readParameters(body: unknown): {
  readonly user: string | undefined;
  readonly locale: string | undefined;
} {
  const read = tokenParameters.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new HttpError(
      400,
      'BadArgument',
      `The token parameters are not valid: ${issue?.path.join('.') || 'they'} ${issue?.message}.`,
    );
  }
  return { user: read.data?.user?.id || undefined, locale: readLocale(read.data?.locale) };
}

/** `POST /tokens/generate`: a token for a new conversation; the bot is not told yet. */
export async function generate(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const caller = await context.access.caller(request);
  if (caller.kind !== 'secret')
    throw new HttpError(403, 'BadArgument', 'Tokens are generated with the secret only.');
  const { user, locale } = readParameters(request.body);
  if (user !== undefined && !/^dl_[\w.:|=+/-]{1,100}$/.test(user)) {
    throw new HttpError(
      400,
      'BadArgument',
      'user.id must begin with dl_ and go on with 1 to 100 letters, digits and _ . : | = + / -.',
    );
  }
  const conversation = await createConversation(context, null);
  const claims = {
    conversation,
    user: user ?? defaultUser(context, conversation),
    ...(locale ? { locale } : {}),
  };
  return { status: 200, body: await sessionBody(context, claims) };
}

/** `POST /tokens/refresh`: a token that lasts anew, as often as wanted while the one given lasts. */
export async function refresh(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const caller = await context.access.caller(request);
  if (caller.kind !== 'token')
    throw new HttpError(403, 'BadArgument', 'Only tokens are refreshed; a secret does not expire.');
  await loadRow(context, caller.claims.conversation);
  return { status: 200, body: await sessionBody(context, caller.claims) };
}

/** `POST /conversations`: 201 when it begins now and the bot greets, 200 when it had begun. */
export async function start(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const caller = await context.access.caller(request);
  const { user, locale } = readParameters(request.body);
  let claims: TokenClaims;
  if (caller.kind === 'secret') {
    const conversation = await createConversation(context, null);
    claims = {
      conversation,
      user: user === undefined ? defaultUser(context, conversation) : keptUserId(context.signingKey, user),
    };
  } else {
    // The token's user stands, whatever the body says.
    claims = caller.claims;
  }
  if (locale) claims = { ...claims, locale };
  const begins =
    (await loadRow(context, claims.conversation)).nextPosition === 1 &&
    (await welcome(context, request, claims));
  return {
    status: begins ? 201 : 200,
    body: {
      ...(await sessionBody(context, claims)),
      streamUrl: await streamUrl(context, request, claims.conversation, startWatermark),
      referenceGrammarId: '',
    },
  };
}

/** Greets, once; false when another start did it meanwhile. Bot and user join in one update, as the protocol has it. */
async function welcome(
  context: DirectLineContext,
  request: HttpRequest,
  { conversation, user, locale }: TokenClaims,
): Promise<boolean> {
  const { botId, forgetText, log, take } = context;
  const activity: JsonObject = {
    ...activityBase(context, conversation, user, request.receivedAt),
    type: 'conversationUpdate',
    id: `${conversation}|start`,
    membersAdded: [{ id: botId }, { id: user }],
    ...(locale ? { locale } : {}),
  };
  const { repeated } = await take({
    key: keyOf(conversation),
    ids: ['start:welcome'],
    receivedAt: request.receivedAt,
    reference: null,
    begins: false,
    attempt: (row) =>
      attemptBot(
        context.runBot,
        { kind: 'welcome', place: placeOf(conversation), activity, receivedAt: request.receivedAt },
        row,
      ),
    record: (attempt, slot) => record({ conversation, botId, forgetText }, undefined, attempt, slot),
  }).catch((error: unknown) => {
    const listed = asListedOfStart(error);
    // Where the bot failed stands in the cause, which does not go further.
    if (listed !== error) log.error('directLine.greetingFailed', error);
    throw listed;
  });
  return !repeated;
}

/** `GET /conversations/{id}`: a fresh token and stream. An empty watermark replays from the start, a missing one: now. */
export async function reconnect(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const conversation = request.params['conversationId'] ?? '';
  const caller = await context.access.callerOf(request, conversation);
  const after = parseWatermark(request.query);
  const end = (await loadRow(context, conversation)).nextPosition - 1;
  const position = Math.min(after ?? end, end);
  const claims =
    caller.kind === 'token' ? caller.claims : { conversation, user: defaultUser(context, conversation) };
  const watermark = position === 0 ? startWatermark : formatWatermark(position);
  return {
    status: 200,
    body: {
      ...(await sessionBody(context, claims)),
      streamUrl: await streamUrl(context, request, conversation, watermark),
      referenceGrammarId: '',
    },
  };
}

/** `DELETE /conversations/{id}`, our own addition: all of it goes, its sockets close, and it is 404 from then on. */
export async function remove(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const conversation = request.params['conversationId'] ?? '';
  await context.access.callerOf(request, conversation);
  await loadRow(context, conversation);
  const removed = await context.store.remove(keyOf(conversation));
  context.hub.end(keyOf(conversation));
  if (!removed) throw unknownConversation();
  return { status: 204 };
}
