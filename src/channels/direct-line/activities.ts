import type { JsonObject } from '../../store/json.ts';
import { attemptBot } from '../attempt-bot.ts';
import type { BotInput } from '../bot-input.ts';
import { HttpError, type HttpRequest, type HttpResponse } from '../http.ts';
import type { Caller } from './access.ts';
import { type ClientActivity, readClientActivity } from './activity.ts';
import { activityBase, type DirectLineContext, loadRow, randomText } from './context.ts';
import { keptUserId, keyOf, placeOf } from './ids.ts';
import { type Echo, record } from './transcript.ts';
import { formatWatermark, parseWatermark } from './watermark.ts';

const linesAtOnce = 100;

/**
 * `GET /conversations/{id}/activities`: a page of what stands after the watermark.
 *
 * The real client stops polling for good, and in silence, at any answer but 2xx, 403 and 404. So a store that fails is
 * an empty page with the client's own watermark: the next poll will find what this one could not.
 */
export async function getActivities(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const conversation = request.params['conversationId'] ?? '';
  await context.access.callerOf(request, conversation);
  const after = parseWatermark(request.query) ?? 0;
  try {
    const end = (await loadRow(context, conversation)).nextPosition - 1;
    const from = Math.min(after, end);
    const lines = from < end ? await context.store.readLog(keyOf(conversation), from, linesAtOnce) : [];
    const watermark = formatWatermark(lines.at(-1)?.position ?? end);
    return { status: 200, body: { activities: lines.map((line) => line.activity), watermark } };
  } catch (error) {
    if (error instanceof HttpError) throw error;
    context.log.error('directLine.pollFailed', error);
    return { status: 200, body: { activities: [], watermark: formatWatermark(after) } };
  }
}

/** `POST /conversations/{id}/activities`: answered with the id of the echo once the turn is committed. */
export async function postActivity(context: DirectLineContext, request: HttpRequest): Promise<HttpResponse> {
  const conversation = request.params['conversationId'] ?? '';
  const caller = await context.access.callerOf(request, conversation);
  await context.limits.post(conversation);
  // A token is of a conversation that there was, and the turn looks whether it is still there; the secret fits any.
  if (caller.kind === 'secret') await loadRow(context, conversation);
  const activity = readClientActivity(request.body);
  const user = userOf(context, caller, activity);
  if (activity.kind === 'ignored') {
    await loadRow(context, conversation);
    // An id like any other, of a line that is never written.
    return { status: 200, body: { id: `${conversation}|x${randomText(context.randomBytes(6))}` } };
  }
  const answer = await takeActivity(context, request, conversation, user, activity);
  return { status: 200, body: answer ?? {} };
}

/** With a token the user is the token's; with the secret the calling server says who speaks. */
function userOf({ signingKey }: DirectLineContext, caller: Caller, activity: ClientActivity): string {
  if (caller.kind === 'token') return caller.claims.user;
  if (activity.from === undefined)
    throw new HttpError(400, 'MissingProperty', 'The activity has no from.id.');
  return keptUserId(signingKey, activity.from);
}

async function takeActivity(
  context: DirectLineContext,
  request: HttpRequest,
  conversation: string,
  user: string,
  sent: ClientActivity,
): Promise<JsonObject | null> {
  const { botId, forgetText } = context;
  const { receivedAt } = request;
  const isMessage = sent.kind === 'message';
  // The one reading of the raw text; from here on there is only the redacted one.
  const understanding = isMessage ? context.read(sent.text, sent.locale) : undefined;
  const echo: Echo = {
    type: isMessage ? 'message' : 'endOfConversation',
    user,
    text: understanding?.redacted ?? '',
    clientActivityId: sent.clientActivityId,
    locale: sent.locale,
    localTimezone: sent.localTimezone,
  };
  const activity: JsonObject = {
    ...activityBase(context, conversation, user, receivedAt),
    type: echo.type,
    id: `${conversation}|in-${randomText(context.randomBytes(9))}`,
    ...(isMessage ? { text: echo.text } : {}),
    ...(sent.locale ? { locale: sent.locale } : {}),
    ...(sent.localTimezone ? { localTimezone: sent.localTimezone } : {}),
    ...(sent.value ? { value: sent.value } : {}),
  };
  const input: BotInput = {
    kind: sent.kind === 'stop' ? 'stop' : 'message',
    place: placeOf(conversation),
    activity,
    receivedAt,
    baseUrl: request.baseUrl,
    ...(understanding ? { understanding } : {}),
  };
  const { answer } = await context.take({
    key: keyOf(conversation),
    ids: [
      sent.clientActivityId === undefined ? `activity:${activity['id']}` : `client:${sent.clientActivityId}`,
    ],
    receivedAt,
    reference: null,
    begins: false,
    attempt: (row) => attemptBot(context.runBot, input, row),
    record: (attempt, slot) => record({ conversation, botId, forgetText }, echo, attempt, slot),
  });
  return answer;
}
