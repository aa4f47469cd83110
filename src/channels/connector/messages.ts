import { LatchkeyError } from '../../errors.ts';
import type { JsonObject } from '../../store/json.ts';
import {
  type Attempt,
  conversationKey,
  type Place,
  type Recorded,
  type TurnInput,
  type TurnOutcome,
} from '../../turn/turn.ts';
import type { Understanding } from '../../understanding/understanding.ts';
import { attemptBot } from '../attempt-bot.ts';
import type { BotInput, RunBot } from '../bot-input.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { createGate, type GateOptions } from './gate.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { answerInvoke } from './invoke.ts';

/** What is needed of a request to `POST /api/messages`. */
export type MessagesRequest = Pick<HttpRequest, 'headers' | 'body' | 'remoteAddress' | 'host' | 'receivedAt'>;

export interface MessagesOptions extends GateOptions {
  /** Takes an input as a whole turn, once. */
  readonly take: (input: TurnInput) => Promise<TurnOutcome>;
  readonly runBot: RunBot;
  /** Reads a raw text, once; of what it returns only the redacted text is kept. */
  readonly read: (text: string, locale: string | undefined) => Understanding;
  /** Makes an id for an activity that has none. */
  readonly newId: () => string;
}

/**
 * Makes the handler of `POST /api/messages`, by which Teams and Azure's channels hand in activities. A request is
 * answered when its turn is committed; the replies are delivered after that, from the outbox, unless the channel
 * expects them in the response.
 *
 * The handler throws `HttpError` for what it refuses, and what the turn throws.
 */
export function createMessagesHandler(
  options: MessagesOptions,
): (request: MessagesRequest) => Promise<HttpResponse> {
  const admit = createGate(options);
  return async (request) => {
    const incoming = readIncoming(request.body);
    await admit(request, incoming);
    if (incoming.kind === 'ignored') return respond(incoming, null);
    return respond(incoming, await takeIncoming(options, incoming, incoming.kind, request.receivedAt));
  };
}

async function takeIncoming(
  options: MessagesOptions,
  incoming: Incoming,
  kind: BotInput['kind'],
  receivedAt: number,
): Promise<JsonObject | null> {
  const place: Place = {
    origin: 'connector',
    channel: incoming.channelId,
    conversation: incoming.conversationId,
  };
  // The one reading of the raw text; from here on there is only the redacted one.
  const understanding = kind === 'message' ? options.read(incoming.text, incoming.locale) : undefined;
  const input: BotInput = {
    kind,
    place,
    activity: { ...incoming.kept, ...(understanding ? { text: understanding.redacted } : {}) },
    receivedAt,
    ...(understanding ? { understanding } : {}),
    ...(options.publicUrl === undefined ? {} : { baseUrl: options.publicUrl }),
  };
  const leaves = kind === 'stop' || kind === 'removed';
  try {
    const outcome = await options.take({
      key: conversationKey(place),
      ids: [
        `activity:${incoming.id ?? options.newId()}`,
        ...(incoming.clientActivityId === undefined ? [] : [`client:${incoming.clientActivityId}`]),
      ],
      receivedAt,
      reference: incoming.reference,
      begins: !leaves,
      attempt: (row) => attemptBot(options.runBot, input, row),
      record: (attempt) => record(incoming, attempt),
    });
    return outcome.answer;
  } catch (error) {
    // Nothing to stop and nothing to delete is no fault of the channel.
    if (leaves && error instanceof LatchkeyError && error.code === 'ConversationUnknown') return null;
    throw error;
  }
}

/** How an attempt is written down. The answer stands with the activity's id, so a repeat gets the same. */
function record({ kind, name, expectsReplies }: Incoming, attempt: Attempt): Recorded {
  if (kind === 'invoke') {
    return { answer: answerInvoke(name, attempt.response), log: [], outbox: attempt.replies };
  }
  // A channel that expects the replies in the response gets none by another way (A3115).
  return expectsReplies
    ? { answer: { activities: attempt.replies }, log: [], outbox: [] }
    : { answer: null, log: [], outbox: attempt.replies };
}

function respond({ kind, expectsReplies }: Incoming, answer: JsonObject | null): HttpResponse {
  if (kind === 'invoke') {
    const { status, body } = answer ?? {};
    return {
      status: typeof status === 'number' ? status : 200,
      ...(isObject(body) ? { body } : {}),
    };
  }
  return expectsReplies ? { status: 200, body: answer ?? { activities: [] } } : { status: 200 };
}

const isObject = (value: JsonObject[string]): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
