import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Service, secret, startService } from './start-service.ts';

let service: Service;
let token: string;
let conversation: string;

beforeAll(async () => {
  service = await startService({ env: { RATE_STARTS_PER_MINUTE: '0' } });
  ({ token, conversationId: conversation } = (await service.call('POST', '/api/token', { body: {} })).body);
});
afterAll(() => service.close());

/** Sends a request byte by byte as it is made, with all that an HTTP client would refuse to send. */
const send = (head: string, body: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.write(`${head}Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });

const text = fc.string({ unit: 'binary' });
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'OPTIONS'),
  path: fc.constantFrom(
    '/v3/directline/tokens/generate',
    '/v3/directline/tokens/refresh',
    '/v3/directline/conversations',
    '/v3/directline/conversations/:conversationId',
    '/v3/directline/conversations/:conversationId/activities',
    '/v3/directline/conversations/:conversationId/upload',
    '/v3/directline/conversations/%2e%2e/activities',
    '/api/token',
    '//',
    '/%00',
    '/%zz',
  ),
  query: fc.oneof(
    fc.constantFrom('', '?watermark=%00', '?'),
    fc.webQueryParameters().map((query) => `?${query}`),
  ),
  authorization: fc.constantFrom('token', 'secret', 'Bearer x.y.z', 'x', ''),
  type: fc.constantFrom('application/json', 'application/json; charset=x', 'text/plain', ''),
  host: fc.constantFrom('127.0.0.1', '', 'a b', '[', 'x:99999999'),
  body: fc.oneof(
    text,
    fc.json(),
    fc
      .record(
        { type: fc.constantFrom('message', 'event'), text, resume: text, locale: text, user: fc.anything() },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
  ),
});

it('whatever is sent, the answer is no 5xx, and every refusal has the error shape [http.garbage, http.error-shape]', async () => {
  const credentials: Record<string, string> = { token: `Bearer ${token}`, secret: `Bearer ${secret}` };
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, authorization, type, host, body }) => {
      const address = path.replace(':conversationId', conversation) + query;
      const headers = `Authorization: ${credentials[authorization] ?? authorization}\r\nContent-Type: ${type}\r\n`;
      const answer = await send(`${method} ${address} HTTP/1.1\r\nHost: ${host}\r\n${headers}`, body);
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
      if (status >= 400) expect(answer).toContain('{"error":{"code":"');
    }),
    { numRuns: 1_000 },
  );
});
