import type { IncomingMessage } from 'node:http';

/** A name or an address, and perhaps a port (RFC 9110, 7.2). */
const soundHost = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/** Parts of a path that stand for a place above or here, and what `new URL` takes for a slash. */
const relativePart = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|\\/i;

/**
 * Tells whether a request can be read in one way only. The router takes Host and address together through `new URL`: what
 * that refuses it throws past every handler; a Host with a path in it would be routed by that path, whatever the address
 * says; and relative parts are resolved, when a proxy that guards an address has seen another one.
 */
export function hasSoundAddress({ url = '', headers, httpVersion }: IncomingMessage): boolean {
  // Only HTTP/1.0 knows requests without Host; an empty one is for those whose address has no host.
  const { host = httpVersion === '1.0' ? '' : undefined } = headers;
  const [path = ''] = url.split('?', 1);
  return (
    host !== undefined &&
    (host === '' || soundHost.test(host)) &&
    path.startsWith('/') &&
    !relativePart.test(path) &&
    URL.canParse(`http://${host || 'localhost'}${url}`)
  );
}
