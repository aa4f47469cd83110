import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { LatchkeyError } from '../../errors.ts';
import type { CollectingAdapter } from '../adapter.ts';

/** The SDK's client of a channel's connector. */
export type ConnectorClient = Awaited<
  ReturnType<ReturnType<CollectingAdapter['connectorFactory']>['create']>
>;

/** One client for each service URL, made when first asked for. */
export type ConnectorClients = (serviceUrl: string) => Promise<ConnectorClient>;

/**
 * Fetches a client's token. The SDK's credentials keep one until shortly before it expires.
 *
 * @param anew not the one that is kept
 * @throws whatever the SDK throws when there is none to be had
 */
export async function fetchToken({ credentials }: ConnectorClient, anew: boolean): Promise<void> {
  if ('getToken' in credentials && typeof credentials.getToken === 'function')
    await credentials.getToken(anew);
}

/** What is used of the pipeline that the SDK hides in its client. */
interface Pipeline {
  removePolicy(which: { readonly name: string }): unknown;
  addPolicy(policy: {
    readonly name: string;
    sendRequest(request: PipelineRequest, next: (request: PipelineRequest) => unknown): unknown;
  }): unknown;
}

interface PipelineRequest {
  readonly url: string;
  agent?: HttpAgent | HttpsAgent;
  requestOverrides?: Record<string, unknown>;
}

/** A region of a channel has one service URL, so there are a few; whoever made up more would fill the memory. */
const clientsAtMost = 100;

/**
 * @param appId for whom the clients speak; empty in development
 * @param idleMs how long a connection may lie idle. Channels close theirs after some time, and the first reply after a
 *   pause would meet a closed socket, of which nobody can say whether it took the message.
 */
export function createConnectorClients(
  adapter: CollectingAdapter,
  appId: string,
  idleMs: number,
): ConnectorClients {
  const factory = adapter.connectorFactory(appId);
  const agents = {
    http: new HttpAgent({ keepAlive: true, timeout: idleMs }),
    https: new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  };
  const clients = new Map<string, ConnectorClient>();
  return async (serviceUrl) => {
    const kept = clients.get(serviceUrl);
    const client = kept ?? (await factory.create(serviceUrl));
    if (!kept) preparePipeline(client, agents);
    // Set anew, it counts as used last; the one unused for longest goes.
    clients.delete(serviceUrl);
    clients.set(serviceUrl, client);
    for (const [oldest] of clients) {
      if (clients.size <= clientsAtMost) break;
      clients.delete(oldest);
    }
    return client;
  };
}

/**
 * Makes one call one request. Left alone the client posts four times in silence, of which the outbox would know nothing,
 * and follows a redirect with our token to wherever it leads.
 */
function preparePipeline(
  client: ConnectorClient,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
): void {
  const { pipeline } = (client as unknown as { client?: { pipeline?: Pipeline } }).client ?? {};
  if (!pipeline) {
    throw new LatchkeyError(
      'ConnectorClientUnknown',
      'The connector client of the Bot Framework SDK is not built as expected.',
      'Install the botbuilder version that package-lock.json names.',
    );
  }
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: 'latchkeyAgentPolicy',
    sendRequest: (request, next) => {
      // Where the environment names a proxy, the SDK has set an agent already.
      request.agent ??= request.url.startsWith('https:') ? agents.https : agents.http;
      // The SDK looks up an IPv6 address with its brackets, as if it were a name.
      const ipv6 = /^\[(.+)\]$/.exec(new URL(request.url).hostname)?.[1];
      if (ipv6 !== undefined) request.requestOverrides = { ...request.requestOverrides, hostname: ipv6 };
      return next(request);
    },
  });
}
