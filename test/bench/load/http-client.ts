import { Agent, request } from 'node:http';

export interface Answer {
  /** 0 when none came. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** Sends requests on connections that are kept; never throws. */
export interface HttpClient {
  post(url: string, body: object, token?: string): Promise<Answer>;
  get(url: string, token?: string): Promise<Answer>;
}

const timeoutMs = 30_000;

export function createHttpClient(connectionsAtMost: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsAtMost, maxFreeSockets: 256 });

  const send = (method: string, url: string, data: string | undefined, token?: string): Promise<Answer> =>
    new Promise((done) => {
      const none = (): void => done({ status: 0, retryAfter: undefined, body: '' });
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(data === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) }),
      };
      const asked = request(url, { method, agent, headers, timeout: timeoutMs }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          body += part;
        });
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body }),
        );
        response.on('error', none);
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', none);
      asked.end(data);
    });

  return {
    post: (url, body, token) => send('POST', url, JSON.stringify(body), token),
    get: (url, token) => send('GET', url, undefined, token),
  };
}
