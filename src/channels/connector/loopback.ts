import { isIP } from 'node:net';
import type { HttpRequest } from '../http.ts';

const ipv4Loopback = /^127(?:\.\d{1,3}){3}$/;

/** Tells whether a socket's address is this machine's own. */
const isLoopbackAddress = (address: string): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) !== 0 && (plain === '::1' || ipv4Loopback.test(plain));
};

/** Tells whether a name, as it stands in a URL, means this machine whatever a resolver says. */
const isLoopbackName = (name: string): boolean =>
  /^(?:localhost|\[::1\])$/i.test(name) || ipv4Loopback.test(name);

/** Tells whether a URL leads to this machine. */
export const isLoopbackUrl = (url: string): boolean =>
  URL.canParse(url) && isLoopbackName(new URL(url).hostname);

/** Our token goes with every reply, so it goes over TLS, or stays on this machine. */
export function isServiceUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.search !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname));
}

const forwarded = (name: string): boolean => name === 'forwarded' || name.startsWith('x-forwarded-');

/** What of a request tells where it comes from. */
export type Origin = Pick<HttpRequest, 'headers' | 'remoteAddress' | 'host'>;

/**
 * Tells whether a request was made on this machine, by no browser and by way of no proxy. `Host` counts as well as the
 * address, for a name that an attacker lets resolve to 127.0.0.1 arrives under that name; and a proxy or a tunnel on
 * this machine brings requests from anywhere.
 */
export const isLocalRequest = ({ headers, remoteAddress, host }: Origin): boolean =>
  isLoopbackAddress(remoteAddress) &&
  isLoopbackName(host.replace(/:\d{1,5}$/, '')) &&
  !Object.entries(headers).some(
    ([name, value]) => value !== undefined && (name === 'origin' || forwarded(name)),
  );
