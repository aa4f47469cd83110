import type { Clock } from '../../clock.ts';
import type { Log } from '../../insight/log.ts';
import type { JsonObject } from '../../store/json.ts';
import type { LeasedMessage } from '../../store/store.ts';
import type { SendResult } from '../../turn/outbox.ts';
import type { CollectingAdapter } from '../adapter.ts';
import { isLoopbackUrl } from './loopback.ts';
import { createPost } from './post.ts';
import { resultOfError, resultOfStatus } from './send-result.ts';
import { createFetchToken, type FetchToken } from './token.ts';
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
 * Makes what delivers a message of the outbox to its channel (Bot Connector, reply to and send to a conversation): one
 * call, one request. What it returns never throws.
 */
export function createConnectorDelivery(
  options: DeliveryOptions,
): (message: LeasedMessage) => Promise<SendResult> {
  const { adapter, appId, clock, log, timeoutMs = defaultTimeoutMs, idleMs = defaultIdleMs } = options;
  const post = createPost({ clock, timeoutMs, idleMs });
  const fetchToken = appId === undefined ? undefined : createFetchToken(adapter, appId);
  /** The next token is fetched, not taken from those that are kept. */
  let wasRefused = false;

  const readToken = async (fetch: FetchToken): Promise<string> => {
    const anew = wasRefused;
    wasRefused = false;
    return await within(clock, timeoutMs, () => fetch(anew));
  };

  const send = async (address: string, json: string, token: string | undefined): Promise<SendResult> => {
    try {
      const { status, retryAfter } = await post(address, json, token);
      if (status === 401) {
        wasRefused = true;
        log.warn('connector.unauthorized', {
          hint: 'Check MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType and MicrosoftAppTenantId.',
        });
      }
      return resultOfStatus(status, retryAfter, clock.now());
    } catch (error) {
      return resultOfError(error);
    }
  };

  return async (message) => {
    const target = readTarget(message);
    if (!target || (appId === undefined && !isLoopbackUrl(target.serviceUrl))) return { kind: 'rejected' };
    let token: string | undefined;
    try {
      token = fetchToken && (await readToken(fetchToken));
    } catch (error) {
      // Nothing has left yet.
      log.error('connector.tokenFailed', error);
      return { kind: 'refused' };
    }
    return await send(addressOf(target, message.activity), JSON.stringify(message.activity), token);
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

function addressOf({ serviceUrl, conversation }: Target, { replyToId }: JsonObject): string {
  const activities = `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  return typeof replyToId === 'string' ? `${activities}/${encodeURIComponent(replyToId)}` : activities;
}
