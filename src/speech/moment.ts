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
  formatter(language, timeZone).format(at);

/** As many as there are languages and zones that people come from at one time. */
const formattersAtMost = 100;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all else that a turn says. */
function formatter(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  if (formatters.size >= formattersAtMost) formatters.clear();
  formatters.set(key, made);
  return made;
}
