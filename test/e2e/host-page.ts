import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of somebody else, on an origin and a site of its own. */
export interface HostPage {
  readonly origin: string;
  /**
   * @param attributes those of the widget's script element, such as `data-open`
   * @param script runs before the widget is loaded
   */
  address(options?: { attributes?: string; script?: string; hostile?: boolean }): string;
  close(): Promise<void>;
}

/** As little as the docs say a page must allow, and trusted types on top. */
const policy = (widget: string): string =>
  "default-src 'none'; script-src 'nonce-host'; style-src 'nonce-host'; img-src data:; " +
  `frame-src ${widget}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

/** Styles that would break whatever they reach. */
const hostileStyles = `
  html { font: 62.5% serif; letter-spacing: 9px; direction: rtl; text-transform: uppercase; line-height: 4 }
  *:not(html, head, style, script) { all: unset; display: block !important; color: red !important; background: gold !important }
  html > *, latchkey-widget { opacity: 0.1 !important; transform: scale(0.5) !important; pointer-events: none !important }
  button, iframe, dialog, p, svg, path { display: none !important; width: 1px !important; visibility: hidden !important }
  :root { --color: red; --panel: red; --text: red }
`;

/**
 * Serves a page that has the widget, under a strict policy.
 *
 * @param widget the origin of the program that the widget comes from
 */
export async function startHostPage(widget: string): Promise<HostPage> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': policy(widget) });
    response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A shop</title>
<link rel="icon" href="data:,">
<style nonce="host">${query.has('hostile') ? hostileStyles : 'body { font-family: sans-serif }'}</style>
<script nonce="host">${query.get('script') ?? ''}</script>
</head>
<body>
<main><h1>A shop</h1><p><label>Search <input id="search"></label></p></main>
<script nonce="host" src="${widget}/widget.js" ${query.get('attributes') ?? ''}></script>
</body>
</html>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Another site than 127.0.0.1, as browsers tell sites apart.
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address({ attributes = '', script = '', hostile = false } = {}) {
      const query = new URLSearchParams({ attributes, script, ...(hostile && { hostile: '' }) });
      return `${origin}/?${query}`;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
