import { HttpError, type HttpRequest, type HttpResponse, type Route } from '../channels/http.ts';
import type { HelpPage } from './help-page.ts';
import { pagePolicy } from './page-policy.ts';

export interface PageRouteOptions {
  readonly page: HelpPage;
  /** Origins that may show the page in a frame. */
  readonly frameAncestors: readonly string[];
  readonly randomBytes: (size: number) => Uint8Array;
}

/** The help page at `/`, and what it loads below `/assets/`. */
export const pageRoutes = ({ page, frameAncestors, randomBytes }: PageRouteOptions): readonly Route[] => [
  {
    method: 'GET',
    path: '/',
    body: 'none',
    handle: async ({ baseUrl }) => {
      const nonce = Buffer.from(randomBytes(16)).toString('base64');
      return {
        status: 200,
        headers: { 'Content-Security-Policy': pagePolicy({ nonce, baseUrl, frameAncestors }) },
        content: { type: 'text/html; charset=utf-8', data: page.html({ nonce }) },
      };
    },
  },
  {
    method: 'GET',
    path: '/assets/:name',
    body: 'none',
    handle: async (request) => sendAsset(page, request),
  },
  // Browsers ask for it on their own when they show anything else of this server.
  {
    method: 'GET',
    path: '/favicon.ico',
    body: 'none',
    handle: async () => ({ status: 204, headers: { 'Cache-Control': 'public, max-age=86400' } }),
  },
];

function sendAsset(page: HelpPage, { params, headers }: HttpRequest): HttpResponse {
  const asset = page.asset(params['name'] ?? '');
  if (!asset) throw new HttpError(404, 'BadArgument', 'There is nothing at this address.');
  const accepted = acceptedEncodings(headers['accept-encoding'] ?? '');
  const encoding = asset.encodings.find(({ name }) => accepted.has(name));
  return {
    status: 200,
    headers: {
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding.name }),
    },
    content: { type: asset.contentType, data: encoding?.data ?? asset.data },
  };
}

/** The names in an `Accept-Encoding` header that are not refused by `q=0`. */
const acceptedEncodings = (header: string): ReadonlySet<string> =>
  new Set(
    header
      .split(',')
      .map((part) =>
        part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name ?? ''),
  );
