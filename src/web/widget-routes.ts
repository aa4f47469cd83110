import type { Route } from '../channels/http.ts';
import type { EmbedPage } from './embed-page.ts';
import { pagePolicy } from './page-policy.ts';
import { sendAsset } from './send-asset.ts';
import type { WidgetScript } from './widget-script.ts';

export interface WidgetRouteOptions {
  readonly embed: EmbedPage;
  readonly script: WidgetScript;
  /** Origins whose pages may show the chat in a frame. */
  readonly frameAncestors: readonly string[];
  /** The origin of the Direct Line by way of which the chat talks, when it is not this server's own. */
  readonly directLine?: string | undefined;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** What other pages use: the launcher at `/widget.js`, and the frame that it opens at `/embed`. */
export const widgetRoutes = ({
  embed,
  script,
  frameAncestors,
  directLine,
  randomBytes,
}: WidgetRouteOptions): readonly Route[] => [
  {
    method: 'GET',
    path: '/widget.js',
    body: 'none',
    handle: async ({ headers }) => {
      const shared = {
        // Its address never changes, so that a new one must be seen soon.
        'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400',
        // A page that isolates itself takes from others only what says so.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        ETag: script.etag,
      };
      if (isKnown(headers['if-none-match'], script.etag)) {
        return { status: 304, headers: { ...shared, Vary: 'Accept-Encoding' } };
      }
      return sendAsset(script.asset, headers['accept-encoding'], shared);
    },
  },
  {
    method: 'GET',
    path: '/embed',
    body: 'none',
    handle: async ({ baseUrl, query }) => {
      const nonce = Buffer.from(randomBytes(16)).toString('base64');
      const lang = query.get('lang')?.slice(0, tagAtMost);
      return {
        status: 200,
        headers: { 'Content-Security-Policy': pagePolicy({ nonce, baseUrl, frameAncestors, directLine }) },
        content: { type: 'text/html; charset=utf-8', data: embed.html({ nonce, lang }) },
      };
    },
  },
];

/** Longer than any language tag in use. */
const tagAtMost = 35;

/** Whether a caller's `If-None-Match` names what we have, by weak comparison (RFC 9110, 13.1.2). */
const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag.replace(/^W\//, '')) === true;
