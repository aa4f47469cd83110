import { HttpError, type HttpRequest, type HttpResponse, type Route } from '../channels/http.ts';
import type { Clock } from '../clock.ts';
import type { Speech } from '../speech/speech.ts';
import { writeCalendar } from './calendar.ts';
import { returnFilePath, utcTime } from './return-file-url.ts';

export interface ReturnFileOptions {
  readonly speech: Pick<Speech, 'say' | 'languageFor'>;
  readonly botName: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** No wait is longer than 30 days; a link may be followed somewhat before or after. */
const farthestMs = 45 * 24 * 60 * 60_000;

/**
 * `GET /return.ics?at=20300107T090000Z&lang=en`: an entry for the person's own calendar that holds a time and the address
 * of this page, and nothing else. Whoever asks for the same time gets the same entry, and nothing is kept of it.
 */
export const returnFileRoute = (options: ReturnFileOptions): Route => ({
  method: 'GET',
  path: returnFilePath,
  body: 'none',
  handle: async (request) => returnFile(options, request),
});

/** @throws HttpError 400 when `at` is no time near the present */
function returnFile({ speech, botName, clock }: ReturnFileOptions, request: HttpRequest): HttpResponse {
  const at = readTime(request.query.get('at') ?? '', clock.now());
  const language = speech.languageFor(request.query.get('lang')?.slice(0, 35));
  const page = `${request.baseUrl}/`;
  const calendar = writeCalendar({
    at,
    madeAt: clock.now(),
    uid: `${utcTime(at)}-return@${new URL(page).hostname}`,
    summary: speech.say(language, 'calendar.summary', { botName }),
    description: speech.say(language, 'calendar.description', { page }),
    url: page,
  });
  return {
    status: 200,
    headers: { 'Content-Disposition': 'inline; filename="return.ics"' },
    content: { type: 'text/calendar; charset=utf-8', data: calendar },
  };
}

/** A time as `utcTime` writes it, in ms since 1970. */
function readTime(text: string, now: number): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const at = iso === text ? Number.NaN : Date.parse(iso);
  // What was read must be what was written: the 31st of February is no time.
  const isTime = !Number.isNaN(at) && utcTime(at) === text;
  if (isTime && Math.abs(at - now) <= farthestMs) return at;
  throw new HttpError(
    400,
    'BadArgument',
    'at must be a UTC time near the present, such as 20300107T090000Z.',
  );
}
