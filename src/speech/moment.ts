/**
 * Tells a moment in words: weekday, day, month, hour and zone.
 *
 * @param at milliseconds since 1970
 * @param zone an IANA time zone; when absent or unknown, UTC is told, and said to be UTC
 */
export function tellMoment(at: number, language: string, zone: string | undefined): string {
  try {
    return format(at, language, zone ?? 'UTC');
  } catch {
    return format(at, language, 'UTC');
  }
}

const format = (at: number, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
