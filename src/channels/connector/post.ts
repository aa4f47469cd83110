import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Clock } from '../../clock.ts';
import { connectorTimeout } from './within.ts';

export interface Answer {
  readonly status: number;
  /** The `Retry-After` header. */
  readonly retryAfter: string | undefined;
}

/**
 * Sends JSON by POST: one call, one request. Redirects are answers like any other.
 *
 * @param token the bearer token, when one is needed
 * @returns the answer, once it has come to its end; what it says is not read
 * @throws LatchkeyError `ConnectorTimeout`, or the error of the connection
 */
export type Post = (address: string, json: string, token: string | undefined) => Promise<Answer>;

export interface PostOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** How long a request may take, in ms. */
  readonly timeoutMs: number;
  /**
   * How long a connection may lie idle, in ms. Channels close theirs after some time, and the first reply after a pause
   * would meet a closed socket, of which nobody can say whether it took the message.
   */
  readonly idleMs: number;
}

/**
 * Makes what posts to connectors, on connections that are kept. The SDK's own client posts four times in silence, follows
 * redirects with our token, and takes three times as long over a message that needs none of what it does.
 */
export function createPost({ clock, timeoutMs, idleMs }: PostOptions): Post {
  const http = { agent: new HttpAgent({ keepAlive: true, timeout: idleMs }), request: httpRequest };
  const https = { agent: new HttpsAgent({ keepAlive: true, timeout: idleMs }), request: httpsRequest };
  return (address, json, token) =>
    new Promise((resolve, reject) => {
      const url = new URL(address);
      const { agent, request } = url.protocol === 'https:' ? https : http;
      const headers = {
        Accept: '*/*',
        'User-Agent': 'Microsoft-BotFramework/3.1 (Latchkey)',
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(json),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      };
      const sent = request(url, { method: 'POST', agent, headers });
      const cancel = clock.after(timeoutMs, () => sent.destroy(connectorTimeout()));
      const fail = (error: unknown): void => {
        cancel();
        reject(error);
      };
      sent.on('error', fail);
      sent.on('response', (response) => {
        response.on('error', fail);
        response.on('end', () => {
          cancel();
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
        });
        response.resume();
      });
      sent.end(json);
    });
}
