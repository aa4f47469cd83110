import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { HttpError, type HttpRequest, type HttpResponse, type Route } from '../channels/http.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../insight/log.ts';
import { readAddresses } from './addresses.ts';
import { corsHeaders, securityHeaders } from './headers.ts';
import { errorResponse } from './http-errors.ts';
import { readJsonBody } from './json-body.ts';
import type { Shedding } from './shedding.ts';

export interface ExchangeOptions {
  readonly config: Pick<Config, 'allowedOrigins' | 'trustedProxies' | 'publicUrl'>;
  readonly clock: Clock;
  readonly log: Log;
  /** True once the server is stopping: connections are not kept. */
  readonly stopping: () => boolean;
  readonly shed: Shedding;
}

/** Headers of which a second one would make the request mean two things at once. */
const single = ['authorization', 'content-type', 'host', 'origin'];

/** The path of a request, without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

/** A request as handlers see it, but for its body. */
export function readRequest(
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
  { config, clock }: Pick<ExchangeOptions, 'config' | 'clock'>,
): Omit<HttpRequest, 'body'> {
  for (const name of single) {
    if ((request.headersDistinct[name]?.length ?? 0) > 1) {
      throw new HttpError(400, 'BadArgument', `The header ${name} was sent more than once.`);
    }
  }
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: request.method ?? '',
    path: pathOf(request),
    params,
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    headers,
    ...readAddresses(request, config),
    receivedAt: clock.now(),
  };
}

/** Answers a request by its route, whatever happens. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  route: Route,
  params: Readonly<Record<string, string>>,
  options: ExchangeOptions,
): Promise<void> {
  const { clock, log, shed } = options;
  const began = clock.now();
  const about = { method: route.method, route: route.path };
  let result: HttpResponse;
  try {
    const read = readRequest(request, params, options);
    const body = route.body === 'none' ? undefined : await readJsonBody(request, route.body, clock);
    result = await shed(route, () => route.handle({ ...read, body }));
  } catch (error) {
    result = errorResponse(error);
    if (result.status >= 500) log.error('request.failed', error, { ...about, status: result.status });
  }
  write(request, response, result, options);
  log.debug('request.answered', { ...about, status: result.status, ms: clock.now() - began });
}

/** Writes an answer with the headers that all of them bear. */
export function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, content }: HttpResponse,
  { config, stopping }: Pick<ExchangeOptions, 'config' | 'stopping'>,
): void {
  if (response.headersSent || response.destroyed) return;
  const data = body === undefined ? content?.data : JSON.stringify(body);
  const type = body === undefined ? content?.type : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...securityHeaders,
    ...corsHeaders(request, pathOf(request), config.allowedOrigins),
    ...(type === undefined ? {} : { 'Content-Type': type }),
    ...lengthOf(status, data),
    ...(stopping() ? { Connection: 'close' } : {}),
    ...headers,
  });
  response.end(data);
}

/** An empty body has its length told as well, or it would go out as a chunk; only these statuses never have one. */
const lengthOf = (status: number, data: string | Uint8Array | undefined): OutgoingHttpHeaders =>
  status === 204 || status === 304 ? {} : { 'Content-Length': Buffer.byteLength(data ?? '') };
