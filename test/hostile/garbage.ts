import fc from 'fast-check';
import type { Ending } from './wire.ts';

/** Bytes that are no request, or not a whole one. */
export interface Garbage {
  /** As Latin-1: a unit and how often it is repeated, then more. */
  readonly unit: string;
  readonly times: number;
  readonly more: string;
  readonly ending: Exclude<Ending, 'wait'>;
}

const beginnings = [
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'GET /\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'GET /healthz HTTP/0.9\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'GET / http/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\nHost: x\n\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nX: ',
  'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"type":',
  'POST /api/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
  'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'EHLO x\r\nMAIL FROM:<a@b>\r\n',
  'SSH-2.0-x\r\n',
  '{"type":"message"}\r\n',
  '\u0081\u0005hello',
  '\u0000',
  '\r\n',
  ' ',
];

export const garbage: fc.Arbitrary<Garbage> = fc.record({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...beginnings) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    },
  ),
  // A connection may carry many requests.
  times: fc.oneof(
    { weight: 5, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constantFrom(2, 50, 400) },
  ),
  more: fc.constantFrom('', '\r\n\r\n', '\u0000'.repeat(100), 'x'.repeat(20_000)),
  ending: fc.constantFrom('finish' as const, 'cut' as const),
});

export const writeGarbage = ({ unit, times, more }: Garbage): Buffer =>
  Buffer.from(unit.repeat(times) + more, 'latin1');
