import type { IncomingMessage } from 'node:http';

type Headers = Readonly<Record<string, string>>;

/**
 * What every answer bears. A page brings a `Content-Security-Policy` of its own; everything else is data, and may
 * neither run nor be framed.
 */
export const securityHeaders: Headers = {
  'X-Content-Type-Options': 'nosniff',
  // Addresses of this program can hold stream tokens.
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

/** Addresses that browsers on other origins may call. */
const isShared = (path: string): boolean => path.startsWith('/v3/directline/') || path === '/api/token';

/** The origin of a request, when it is on the list and the address may be called from other origins. */
function allowedOrigin(
  request: IncomingMessage,
  path: string,
  allowed: readonly string[],
): string | undefined {
  const { origin } = request.headers;
  return origin !== undefined && isShared(path) && allowed.includes(origin) ? origin : undefined;
}

/** Lets a page of an allowed origin read the answer. Never `*`. */
export function corsHeaders(request: IncomingMessage, path: string, allowed: readonly string[]): Headers {
  if (!isShared(path) || allowed.length === 0) return {};
  const origin = allowedOrigin(request, path, allowed);
  return {
    // Caches must tell origins apart even for the answer that allows none.
    Vary: 'Origin',
    ...(origin === undefined
      ? {}
      : { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' }),
  };
}

/** The answer to a browser that asks beforehand; undefined when the request is no such question. */
export function preflight(
  request: IncomingMessage,
  path: string,
  allowed: readonly string[],
): Headers | undefined {
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
    return undefined;
  if (!isShared(path)) return undefined;
  if (allowedOrigin(request, path, allowed) === undefined) return corsHeaders(request, path, allowed);
  return {
    ...corsHeaders(request, path, allowed),
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
    // The last is of Web Chat's client, which sends it from every origin.
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
    'Access-Control-Max-Age': '7200',
  };
}
