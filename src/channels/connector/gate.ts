import type { Log } from '../../insight/log.ts';
import type { CollectingAdapter } from '../adapter.ts';
import { HttpError, type HttpRequest } from '../http.ts';
import type { Incoming } from './incoming.ts';
import { isLocalRequest, isLoopbackUrl } from './loopback.ts';

/**
 * Lets an activity in, or not.
 *
 * @throws HttpError 401 when its sender is not a Bot Framework channel, 403 when this bot has no app id and the request
 *   is not from this machine, 503 when Microsoft's signing keys cannot be had just now
 */
export type Gate = (
  request: Pick<HttpRequest, 'headers' | 'remoteAddress' | 'host'>,
  activity: Pick<Incoming, 'channelId' | 'serviceUrl'>,
) => Promise<void>;

export interface GateOptions {
  readonly adapter: Pick<CollectingAdapter, 'authenticate'>;
  /** `MicrosoftAppId`; undefined in development. */
  readonly appId: string | undefined;
  /** `PUBLIC_URL`. */
  readonly publicUrl: string | undefined;
  readonly log: Pick<Log, 'error'>;
}

export function createGate(options: GateOptions): Gate {
  return options.appId === undefined ? developmentGate(options) : channelGate(options);
}

/** The SDK's own check: a token that Microsoft signed for this app id, channel and service URL. */
function channelGate({ adapter, log }: GateOptions): Gate {
  return async ({ headers }, { channelId, serviceUrl }) => {
    try {
      await adapter.authenticate({ channelId, serviceUrl }, headers['authorization'] ?? '');
    } catch (error) {
      if (!isKeyTrouble(error)) throw unauthorized();
      log.error('connector.keysUnavailable', error);
      throw new HttpError(503, 'ServiceError', 'The signing keys cannot be had; try again.', {
        'Retry-After': '10',
      });
    }
  };
}

/**
 * Whether the check failed for want of Microsoft's keys: the SDK's own error with status 500, or what its HTTP library
 * throws. All other errors are the token's fault.
 */
const isKeyTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  (('statusCode' in error && error.statusCode === 500) || error.name === 'FetchError');

const unauthorized = (): HttpError =>
  new HttpError(401, 'Unauthorized', 'The request is not authorized.', { 'WWW-Authenticate': 'Bearer' });

/**
 * Without an app id nobody can be told from anybody, so only a program on this very machine is let in, and replies stay
 * on it. A body that is not JSON by its type is what a web page can send without asking.
 */
function developmentGate({ publicUrl }: GateOptions): Gate {
  const isPublic = publicUrl !== undefined && !isLoopbackUrl(publicUrl);
  return async (request, { serviceUrl }) => {
    if (isPublic || !isLocalRequest(request) || !isJson(request.headers['content-type'])) {
      throw new HttpError(403, 'Forbidden', 'Without MicrosoftAppId only this machine may call.');
    }
    if (!isLoopbackUrl(serviceUrl)) {
      throw new HttpError(403, 'Forbidden', 'Without MicrosoftAppId serviceUrl must be on this machine.');
    }
  };
}

const isJson = (type: string | undefined): boolean =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type ?? '');
