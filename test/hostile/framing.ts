import type { Ending } from './wire.ts';

/** Ways to send a body, most of them wrong. */
export const framings = [
  'chunked',
  'trailers',
  'short',
  'cutShort',
  'long',
  'none',
  'negative',
  'huge',
  'hex',
  'both',
  'badChunk',
  'hugeChunk',
  'gzipChunked',
] as const;
export type Framing = (typeof framings)[number];

/** The header lines and the bytes of a body, and whether more would have to come. */
export function frame(
  body: Buffer | undefined,
  framing: Framing | undefined,
): { readonly lines: readonly string[]; readonly bytes: Buffer; readonly ending: Ending } {
  const bytes = body ?? Buffer.alloc(0);
  const { length } = bytes;
  const wait = (lines: readonly string[], sent = bytes) => ({ lines, bytes: sent, ending: 'wait' }) as const;
  const finish = (lines: readonly string[], sent = bytes) =>
    ({ lines, bytes: sent, ending: 'finish' }) as const;
  const chunked = 'Transfer-Encoding: chunked';
  const chunk = `${length.toString(16)}`;
  switch (framing) {
    case undefined:
      return wait(body === undefined ? [] : [`Content-Length: ${length}`]);
    case 'chunked':
      return wait([chunked], Buffer.from(length === 0 ? '0\r\n\r\n' : `${chunk}\r\n${bytes}\r\n0\r\n\r\n`));
    case 'trailers':
      return finish(
        [chunked],
        Buffer.from(`${chunk};a="b";${'x'.repeat(5000)}\r\n${bytes}\r\n0\r\nHost: evil\r\n\r\n`),
      );
    case 'short':
      return finish([`Content-Length: ${length + 10}`]);
    case 'cutShort':
      return { ...finish([`Content-Length: ${length + 10}`]), ending: 'cut' };
    case 'long':
      return finish([`Content-Length: ${Math.floor(length / 2)}`]);
    case 'none':
      return finish([]);
    case 'negative':
      return finish(['Content-Length: -1']);
    case 'huge':
      return finish([`Content-Length: ${'9'.repeat(25)}`]);
    case 'hex':
      return finish(['Content-Length: 0x10']);
    case 'both':
      return finish([`Content-Length: ${length}`, chunked], Buffer.from(`${chunk}\r\n${bytes}\r\n0\r\n\r\n`));
    case 'badChunk':
      return finish([chunked], Buffer.from(`zz\r\n${bytes}\r\n`));
    case 'hugeChunk':
      return finish([chunked], Buffer.from(`${'f'.repeat(24)}\r\n${bytes}\r\n`));
    case 'gzipChunked':
      return finish(['Transfer-Encoding: gzip, chunked'], Buffer.from(`${chunk}\r\n${bytes}\r\n0\r\n\r\n`));
  }
}
