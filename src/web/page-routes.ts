import { HttpError, type Route } from '../channels/http.ts';
import type { Asset, Assets } from './assets.ts';
import type { Document } from './chat-document.ts';
import { pagePolicy } from './page-policy.ts';
import { sendAsset } from './send-asset.ts';

export interface PageRouteOptions {
  /** The pages, by their addresses. */
  readonly pages: Readonly<Record<string, Document>>;
  readonly assets: Pick<Assets, 'get'>;
  /** Origins that may show the pages in a frame. */
  readonly frameAncestors: readonly string[];
  /** The origin of the Direct Line by way of which the chat talks, when it is not this server's own. */
  readonly directLine?: string | undefined;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** The pages of our own, and what they load below `/assets/`. */
export const pageRoutes = ({
  pages,
  assets,
  frameAncestors,
  directLine,
  randomBytes,
}: PageRouteOptions): readonly Route[] => [
  ...Object.entries(pages).map(
    ([path, document]): Route => ({
      method: 'GET',
      path,
      body: 'none',
      handle: async ({ baseUrl }) => {
        const nonce = Buffer.from(randomBytes(16)).toString('base64');
        return {
          status: 200,
          headers: { 'Content-Security-Policy': pagePolicy({ nonce, baseUrl, frameAncestors, directLine }) },
          content: { type: 'text/html; charset=utf-8', data: document(nonce) },
        };
      },
    }),
  ),
  {
    method: 'GET',
    path: '/assets/:name',
    body: 'none',
    handle: async ({ params, headers }) =>
      sendAsset(assetOf(assets, params['name']), headers['accept-encoding'], {
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
  },
  // Browsers ask for it on their own when they show anything else of this server.
  {
    method: 'GET',
    path: '/favicon.ico',
    body: 'none',
    handle: async () => ({ status: 204, headers: { 'Cache-Control': 'public, max-age=86400' } }),
  },
];

function assetOf(assets: Pick<Assets, 'get'>, name: string | undefined): Asset {
  const asset = assets.get(name ?? '');
  if (!asset) throw new HttpError(404, 'BadArgument', 'There is nothing at this address.');
  return asset;
}
