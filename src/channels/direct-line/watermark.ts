import { HttpError } from '../http.ts';

/**
 * A watermark is the position of the last line of log that a client has seen, in decimal. It is opaque to clients,
 * which send it back verbatim.
 */
export const formatWatermark = (position: number): string => String(position);

/** Stands in the stream address of a conversation that just began: replay from the start. */
export const startWatermark = '-';

/**
 * Reads a watermark.
 *
 * @returns the position after which to go on; 0 for the start (also for what clients send before they have one: empty,
 *   `-`, `null`, `undefined`); undefined when there is none at all
 * @throws HttpError 400 `BadArgument` for anything else
 */
export function parseWatermark(query: URLSearchParams): number | undefined {
  const values = query.getAll('watermark');
  if (values.length === 0) return undefined;
  const [value = ''] = values;
  if (values.length === 1) {
    if (['', startWatermark, 'null', 'undefined'].includes(value)) return 0;
    if (/^\d{1,15}$/.test(value)) return Number(value);
  }
  throw new HttpError(400, 'BadArgument', 'The watermark is not one that was given out here.');
}
