import type { Route } from '../channels/http.ts';

/** What a page is made with. */
export interface PageRequest {
  /** Fresh for each request; scripts and styles that bear it may run, no others. */
  readonly nonce: string;
  /** Scheme and host under which the reader reached the page. */
  readonly baseUrl: string;
  readonly query: URLSearchParams;
  /** The languages the reader's browser asks for, as it came. */
  readonly acceptLanguage: string | undefined;
}

/** A page: HTML, and the `Content-Security-Policy` that goes with it. */
export interface Page {
  readonly path: string;
  readonly render: (request: PageRequest) => { readonly html: string; readonly policy: string };
}

const nonceBytes = 16;

/** Makes the routes of pages. */
export const pageRoutes = (
  pages: readonly Page[],
  randomBytes: (size: number) => Uint8Array,
): readonly Route[] =>
  pages.map(({ path, render }) => ({
    method: 'GET',
    path,
    body: 'none',
    handle: async ({ baseUrl, query, headers }) => {
      const nonce = Buffer.from(randomBytes(nonceBytes)).toString('base64');
      const { html, policy } = render({ nonce, baseUrl, query, acceptLanguage: headers['accept-language'] });
      return {
        status: 200,
        headers: { 'Content-Security-Policy': policy },
        content: { type: 'text/html; charset=utf-8', data: html },
      };
    },
  }));

/** Who may show a page in a frame: the sources of `frame-ancestors`. */
export const frameAncestors = (allowedOrigins: readonly string[]): string =>
  ["'self'", ...allowedOrigins].join(' ');
