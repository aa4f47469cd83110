/** Where the calendar file is served. */
export const returnFilePath = '/return.ics';

/** A time as RFC 5545 writes it (form 2, UTC), to the second. @param at milliseconds since 1970 */
export const utcTime = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * The address of the calendar file for a time.
 *
 * @param baseUrl scheme and host under which the person reached this program; a client can have claimed any host
 * @returns undefined when there is no base, or it could not stand in a message as a link
 */
export function returnFileUrl(baseUrl: string | undefined, at: number, language: string): string | undefined {
  if (baseUrl === undefined || !/^https?:\/\/[\w.:[\]-]+(?:\/[\w./~-]*)?$/.test(baseUrl)) return undefined;
  return `${baseUrl}${returnFilePath}?at=${utcTime(at)}&lang=${language}`;
}
