import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type Forgery, forge, forgeries } from './credentials.ts';
import type { Target } from './target.ts';
import type { Ending } from './wire.ts';

/** A frame as no WebSocket client would send it. */
export interface HostileFrame {
  /** The first byte: the flags FIN and RSV1 to RSV3, and the opcode. */
  readonly first: number;
  readonly masked: boolean;
  /** A unit and how often it is repeated. */
  readonly payload: readonly [unit: string, times: number];
  /** The length it claims, when it is not the true one. */
  readonly claims?: number;
}

/** A WebSocket that should not open, or should not stay. */
export interface HostileSocket {
  /** What stands as `t` in the address. */
  readonly token: Forgery | 'sound' | 'used' | 'api' | 'victim';
  readonly watermark: string;
  /** Header lines in place of the sound ones. */
  readonly handshake?: string;
  readonly frames: readonly HostileFrame[];
  readonly ending: Exclude<Ending, 'wait'>;
  /** Frames are sent along with the handshake, whatever becomes of it. */
  readonly isHasty: boolean;
}

const frame: fc.Arbitrary<HostileFrame> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      first: fc.nat(255),
      masked: fc.boolean(),
      payload: fc.tuple(
        fc.constantFrom('', 'a', '\u0003', '{"type":"message","text":"hi"}', '\u00ff\u00fe'),
        fc.nat(150),
      ),
    }),
  },
  {
    // Empty text, text, binary, ping, pong, close: each whole and as clients send it.
    weight: 3,
    arbitrary: fc.record({
      first: fc.constantFrom(0x81, 0x82, 0x89, 0x8a, 0x88),
      masked: fc.constant(true),
      payload: fc.tuple(
        fc.constantFrom('', 'a', '\u0003\u00e8', '\u0000', '\u00ff\u00ff'),
        fc.constantFrom(0, 1, 60, 5000),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      first: fc.constantFrom(0x81, 0x01, 0x82, 0x89),
      masked: fc.constant(true),
      payload: fc.constant(['a', 10] as const),
      claims: fc.constantFrom(4097, 70_000, 2 ** 31, 2 ** 52, Number.MAX_SAFE_INTEGER),
    }),
  },
);

const handshakes = [
  '',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 99',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ,,a a,',
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: ${'permessage-deflate; a=1,'.repeat(300)}`,
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: https://evil.example',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nContent-Length: 5',
];

export const hostileSocket: fc.Arbitrary<HostileSocket> = fc.record(
  {
    token: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('sound' as const, 'used' as const) },
      { weight: 2, arbitrary: fc.constantFrom('api' as const, 'victim' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...forgeries) },
    ),
    watermark: fc.constantFrom('', '-', '0', '5', '999999999999999', 'x', '%00'),
    handshake: fc.constantFrom(...handshakes),
    frames: fc.array(frame, { maxLength: 8 }),
    ending: fc.constantFrom('finish' as const, 'cut' as const),
    isHasty: fc.boolean(),
  },
  { requiredKeys: ['token', 'watermark', 'frames', 'ending', 'isHasty'] },
);

const soundHandshake = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';

/** A stream token that is good, for one socket. */
async function freshStreamToken({ port, own }: Target): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/v3/directline/conversations/${own.conversationId}`, {
    headers: { authorization: `Bearer ${own.token}` },
  });
  const { streamUrl = '' } = (await answer.json()) as { readonly streamUrl?: string };
  return new URL(streamUrl).searchParams.get('t') ?? '';
}

/** The token as it stands in the address. */
export async function tokenOf({ token }: HostileSocket, target: Target): Promise<string> {
  if (token === 'sound' || token === 'used' || token === 'victim') return await freshStreamToken(target);
  if (token === 'api') return target.own.token;
  return encodeURIComponent((await forge(token, target.own)).replace(/^Bearer /, ''));
}

/** @param token what stands as `t` */
export function writeHandshake(socket: HostileSocket, token: string, { port, own, victim }: Target): Buffer {
  const { conversationId } = socket.token === 'victim' ? victim : own;
  const address = `/v3/directline/conversations/${conversationId}/stream?watermark=${socket.watermark}&t=${token}`;
  const handshake = socket.handshake ?? soundHandshake;
  const head = [
    `GET ${address} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    ...(handshake === '' ? [] : [handshake]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n`);
}

export const writeFrames = ({ frames }: HostileSocket): Buffer => Buffer.concat(frames.map(writeFrame));

function writeFrame({ first, masked, payload: [unit, times], claims }: HostileFrame): Buffer {
  const payload = Buffer.from(unit.repeat(times), 'latin1');
  const length = claims ?? payload.length;
  const head = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head[0] = first;
  head[1] = (masked ? 0x80 : 0) | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}
