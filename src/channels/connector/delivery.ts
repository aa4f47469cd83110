import type { Activity } from 'botbuilder';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../insight/log.ts';
import type { JsonObject } from '../../store/json.ts';
import type { LeasedMessage } from '../../store/store.ts';
import type { SendResult } from '../../turn/outbox.ts';
import type { CollectingAdapter } from '../adapter.ts';
import { type ConnectorClient, createConnectorClients, fetchToken } from './clients.ts';
import { isLoopbackUrl } from './loopback.ts';
import { resultOfError, resultOfStatus } from './send-result.ts';
import { within } from './within.ts';

export interface DeliveryOptions {
  readonly adapter: CollectingAdapter;
  /** `MicrosoftAppId`; undefined in development: then replies stay on this machine. */
  readonly appId: string | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** How long a sending may take, in ms; longer than that its outcome is unknown. */
  readonly timeoutMs?: number;
  /** How long a connection may lie idle before it is closed, in ms. */
  readonly idleMs?: number;
}

/** Less than a lease of the outbox. */
const defaultTimeoutMs = 10_000;
/** Less than any channel's own patience with idle connections. */
const defaultIdleMs = 4_000;

/**
 * Makes what delivers a message of the outbox to its channel, by the SDK's `ConnectorClient`: one call, one request.
 * What it returns never throws.
 */
export function createConnectorDelivery(
  options: DeliveryOptions,
): (message: LeasedMessage) => Promise<SendResult> {
  const { adapter, appId, clock, log, timeoutMs = defaultTimeoutMs, idleMs = defaultIdleMs } = options;
  const clientOf = createConnectorClients(adapter, appId ?? '', idleMs);
  /** Clients whose token a channel refused: the next token is fetched, not taken from the cache. */
  const refusedTokens = new WeakSet<ConnectorClient>();

  /** The client, with a token at hand: what fails here is surely not delivered. */
  const ready = async (serviceUrl: string): Promise<ConnectorClient | undefined> => {
    try {
      const client = await clientOf(serviceUrl);
      const anew = refusedTokens.delete(client);
      if (appId !== undefined) await within(clock, timeoutMs, () => fetchToken(client, anew));
      return client;
    } catch (error) {
      log.error('connector.tokenFailed', error);
      return undefined;
    }
  };

  return async (message) => {
    const target = readTarget(message);
    if (!target || (appId === undefined && !isLoopbackUrl(target.serviceUrl))) return { kind: 'rejected' };
    const client = await ready(target.serviceUrl);
    if (!client) return { kind: 'refused' };
    const result = await send(client, target, message.activity, clock, timeoutMs);
    if (result.status === 401) {
      refusedTokens.add(client);
      log.warn('connector.unauthorized', {
        hint: 'Check MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType and MicrosoftAppTenantId.',
      });
    }
    return result.status === undefined
      ? resultOfError(result.error)
      : resultOfStatus(result.status, result.retryAfter, clock.now());
  };
}

interface Target {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/**
 * Where a message goes: to the service URL of the last authenticated activity of its conversation. Undefined when the
 * conversation cannot be reached any more.
 */
function readTarget({ reference, activity }: LeasedMessage): Target | undefined {
  const serviceUrl = reference?.['serviceUrl'];
  const conversation = idOf(activity['conversation']) ?? idOf(reference?.['conversation']);
  return typeof serviceUrl === 'string' && conversation !== undefined
    ? { serviceUrl, conversation }
    : undefined;
}

const idOf = (account: JsonObject[string]): string | undefined => {
  const id = typeof account === 'object' && account !== null && 'id' in account ? account['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

interface Sent {
  /** The status of the answer; undefined when none came. */
  readonly status?: number | undefined;
  readonly retryAfter?: string | undefined;
  readonly error?: unknown;
}

async function send(
  { conversations }: ConnectorClient,
  { conversation }: Target,
  activity: JsonObject,
  clock: Clock,
  timeoutMs: number,
): Promise<Sent> {
  const replyToId = activity['replyToId'];
  const body = activity as unknown as Partial<Activity>;
  try {
    await within(clock, timeoutMs, (abortSignal) =>
      typeof replyToId === 'string'
        ? conversations.replyToActivity(conversation, replyToId, body, { abortSignal })
        : conversations.sendToConversation(conversation, body, { abortSignal }),
    );
    return { status: 200 };
  } catch (error) {
    return readFailure(error);
  }
}

/** The SDK throws for every status that it does not expect, successes among them, and for an answer it cannot read. */
function readFailure(error: unknown): Sent {
  const failure = error as {
    statusCode?: unknown;
    response?: { headers?: { get?: (name: string) => string | undefined } };
  } | null;
  return typeof failure?.statusCode === 'number'
    ? { status: failure.statusCode, retryAfter: failure.response?.headers?.get?.('retry-after') }
    : { error };
}
