import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';

/** Whom a request comes from and under which address it reached us. */
export interface Addresses {
  readonly remoteAddress: string;
  readonly clientAddress: string;
  readonly host: string;
  readonly baseUrl: string;
}

export interface AddressOptions {
  readonly trustedProxies: BlockList | undefined;
  readonly publicUrl: string | undefined;
}

/** Without the prefix under which an IPv4 address stands on a socket that takes both families. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const isTrusted = (address: string, { trustedProxies }: AddressOptions): boolean =>
  trustedProxies !== undefined &&
  isIP(address) !== 0 &&
  trustedProxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Reads the addresses of a request. `X-Forwarded-*` counts only when it comes from a trusted proxy; of the list in
 * `X-Forwarded-For` the last address that is not one of our own proxies is the client's: those before it anyone can
 * make up.
 */
export function readAddresses(request: IncomingMessage, options: AddressOptions): Addresses {
  const remoteAddress = plain(request.socket.remoteAddress ?? '');
  const host = request.headers.host ?? '';
  const trusted = isTrusted(remoteAddress, options);
  return {
    remoteAddress,
    clientAddress: trusted ? forwardedFor(request, remoteAddress, options) : remoteAddress,
    host,
    // Behind a proxy that rewrites Host only the setting knows the truth.
    baseUrl: options.publicUrl ?? `${trusted ? forwardedScheme(request) : 'http'}://${host}`,
  };
}

function forwardedFor(request: IncomingMessage, remoteAddress: string, options: AddressOptions): string {
  const chain = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => plain(address.trim()))
    .filter((address) => isIP(address) !== 0);
  return chain.findLast((address) => !isTrusted(address, options)) ?? chain[0] ?? remoteAddress;
}

const forwardedScheme = (request: IncomingMessage): string => {
  const last = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')
    .at(-1);
  return last?.trim().toLowerCase() === 'https' ? 'https' : 'http';
};

/**
 * The part of an address that one customer holds: an IPv6 subscriber has a whole /64, so a limit by single address
 * would be none.
 */
export function addressGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [left = '', right] = address.split('%')[0]?.split('::') ?? [];
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const groups =
    right === undefined
      ? head
      : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
