import type { Clock } from '../../clock.ts';
import type { Log } from '../../insight/log.ts';
import type { JsonObject } from '../../store/json.ts';
import type { ConversationRow, Store } from '../../store/store.ts';
import type { TurnInput, TurnOutcome } from '../../turn/turn.ts';
import type { Understanding } from '../../understanding/understanding.ts';
import type { RunBot } from '../bot-input.ts';
import { type Handler, HttpError, type HttpRequest } from '../http.ts';
import type { Access } from './access.ts';
import { channelId, isConversationId, keyOf, serviceUrl, userIdOf } from './ids.ts';
import type { StreamHub } from './stream-hub.ts';
import type { Tokens } from './tokens.ts';

/** What limits the callers; each throws an `HttpError` 429 with `Retry-After` when the caller has had enough. */
export interface Limits {
  /** Counts a conversation begun from an address without a credential. */
  start(address: string): Promise<void>;
  /** Counts an activity posted in a conversation. */
  post(conversation: string): Promise<void>;
}

/** What the operations of the embedded Direct Line are made of. */
export interface DirectLineOptions {
  readonly store: Pick<Store, 'load' | 'create' | 'remove' | 'resumeHash' | 'readLog'>;
  /** Takes an input as a whole turn, once. */
  readonly take: (input: TurnInput) => Promise<TurnOutcome>;
  readonly runBot: RunBot;
  /** Reads a raw text, once; of what it returns only the redacted text is kept. */
  readonly read: (text: string, locale: string | undefined) => Understanding;
  readonly hub: StreamHub;
  readonly limits: Limits;
  readonly clock: Pick<Clock, 'now'>;
  /** Random bytes fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Signs tokens; at least 32 characters. */
  readonly signingKey: string;
  /** How long a token lasts, in seconds. */
  readonly tokenSeconds: number;
  /** `DIRECT_LINE_SECRET`; undefined when no server may call with one. */
  readonly secret: string | undefined;
  /** Answers `POST /api/token` where people talk by way of another Direct Line than this one. */
  readonly openSession?: Handler;
  /** The id under which the bot speaks. */
  readonly botId: string;
  /** Stands in the log in the place of a message that asked to be forgotten. */
  readonly forgetText: string;
  readonly log: Log;
}

/** The options and what is made of them, handed to every operation. */
export interface DirectLineContext extends DirectLineOptions {
  readonly tokens: Tokens;
  readonly access: Access;
}

export const randomText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export const unknownConversation = (): HttpError =>
  new HttpError(404, 'BadArgument', 'Unknown conversation.');

/** The user of a conversation, for callers whose token names none. */
export const defaultUser = ({ signingKey }: DirectLineContext, conversation: string): string =>
  userIdOf(signingKey, conversation);

/** @throws HttpError 404 when there is no such conversation */
export async function loadRow({ store }: DirectLineContext, conversation: string): Promise<ConversationRow> {
  if (!isConversationId(conversation)) throw unknownConversation();
  const { row } = await store.load(keyOf(conversation), []);
  if (!row) throw unknownConversation();
  return row;
}

/** The part of an activity for the bot that is the same for every kind of input. */
export const activityBase = (
  context: DirectLineContext,
  conversation: string,
  user: string,
  receivedAt: number,
): JsonObject => ({
  timestamp: new Date(receivedAt).toISOString(),
  channelId,
  serviceUrl,
  conversation: { id: conversation },
  from: { id: user, role: 'user' },
  recipient: { id: context.botId, role: 'bot' },
});

/** The address of a conversation's stream, with a fresh token for one socket. */
export async function streamUrl(
  { tokens }: DirectLineContext,
  request: HttpRequest,
  conversation: string,
  watermark: string,
): Promise<string> {
  const base = request.baseUrl.replace(/^http/, 'ws');
  const token = await tokens.issueStream(conversation);
  return `${base}/v3/directline/conversations/${conversation}/stream?watermark=${watermark}&t=${token}`;
}
