import type { HttpResponse } from '../channels/http.ts';
import type { Asset } from './assets.ts';

/**
 * Answers with a file, compressed as the caller can read it.
 *
 * @param acceptEncoding the header of that name
 * @param headers what the answer bears besides
 */
export function sendAsset(
  { contentType, data, encodings }: Asset,
  acceptEncoding: string | undefined,
  headers: Readonly<Record<string, string>>,
): HttpResponse {
  const accepted = acceptedEncodings(acceptEncoding ?? '');
  const encoding = encodings.find(({ name }) => accepted.has(name));
  return {
    status: 200,
    headers: {
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding.name }),
      ...headers,
    },
    content: { type: contentType, data: encoding?.data ?? data },
  };
}

/** The names in an `Accept-Encoding` header that are not refused by `q=0`. */
const acceptedEncodings = (header: string): ReadonlySet<string> =>
  new Set(
    header
      .split(',')
      .map((part) =>
        part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/),
      )
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name ?? ''),
  );
