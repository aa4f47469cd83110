import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

const url = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined);
const isWeb = (parsed: URL | undefined): parsed is URL =>
  parsed?.protocol === 'http:' || parsed?.protocol === 'https:';

/** A whole number within bounds, both included; `unset` when nothing is given. */
export const wholeNumber = (from: number, to: number, unset: number) =>
  z
    .string()
    .default(String(unset))
    .transform((value, context) => {
      const number = Number(value);
      if (/^\d{1,9}$/.test(value) && number >= from && number <= to) return number;
      context.addIssue(`must be a whole number from ${from} to ${to}`);
      return z.NEVER;
    });

const list = (value: string): string[] => value.split(/[\s,]+/).filter((item) => item !== '');

/** An `http` or `https` address, as it is written. */
export const webAddress = z
  .string()
  .refine((value) => isWeb(url(value)), 'must be an address such as https://help.example.com');

/** The origin of a service that is sent a secret: `https`, or this machine. */
export const serviceOrigin = (unset: string) =>
  z
    .string()
    .default(unset)
    .transform((value, context) => {
      const parsed = url(value);
      const safe =
        parsed?.protocol === 'https:' ||
        (parsed?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname));
      if (parsed && safe && (value === parsed.origin || value === `${parsed.origin}/`)) return parsed.origin;
      context.addIssue('must be https:// and a host, nothing after it');
      return z.NEVER;
    });

/** Origins with commas or spaces between them; none when nothing is given. `*` is none. */
export const origins = z
  .string()
  .default('')
  .transform((value, context) =>
    list(value).map((item) => {
      const parsed = url(item);
      if (isWeb(parsed) && (item === parsed.origin || item === `${parsed.origin}/`)) return parsed.origin;
      context.addIssue(
        'must list origins such as https://www.example.com: scheme, host and port, nothing after them',
      );
      return z.NEVER;
    }),
  );

/** IP addresses and networks with commas or spaces between them, as a list to check an address against; undefined without any. */
export const networks = z
  .string()
  .default('')
  .transform((value, context) => {
    const items = list(value);
    const trusted = new BlockList();
    for (const item of items) {
      const [address = '', prefix, ...rest] = item.split('/');
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      const bits = prefix === undefined ? undefined : Number(prefix);
      const longest = family === 'ipv6' ? 128 : 32;
      if (
        isIP(address) === 0 ||
        rest.length > 0 ||
        (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest))
      ) {
        context.addIssue('must list addresses or networks such as 10.0.0.0/8');
        return z.NEVER;
      }
      if (bits === undefined) trusted.addAddress(address, family);
      else trusted.addSubnet(address, bits, family);
    }
    return items.length > 0 ? trusted : undefined;
  });
