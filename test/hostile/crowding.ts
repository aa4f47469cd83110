import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { faultsOf } from './verdict.ts';

/** Connections that are held open on purpose. */
export interface Crowding {
  /** The statuses of the answers that came over them so far. */
  readonly statuses: readonly number[];
  /** Cuts them. @returns what was wrong with what came back over them until then */
  end(): readonly string[];
}

interface Held {
  readonly socket: Socket;
  received: string;
}

async function hold(port: number, first: string): Promise<Held> {
  const held: Held = { socket: connect(port, '127.0.0.1'), received: '' };
  held.socket.on('error', () => undefined);
  held.socket.setEncoding('utf8').on('data', (text: string) => {
    held.received += text;
  });
  await once(held.socket, 'connect');
  held.socket.write(first);
  return held;
}

/** What its status line says; NaN without one. */
const statusOf = ({ received }: Held): number => Number(received.split(' ', 2)[1]);

const statusesOf = (all: readonly Held[]): readonly number[] =>
  all.filter(({ received }) => received !== '').map(statusOf);

/** What came back is a refusal in the shape of an error, or nothing. */
function faultsOfHeld(held: Held): readonly string[] {
  if (held.received === '') return [];
  const [head = '', body = ''] = held.received.split('\r\n\r\n');
  const [, ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return faultsOf({ status: statusOf(held), headers, body }, { method: 'POST', mayPass: false });
}

const requestLine = 'POST /api/token HTTP/1.1\r\nHost: x\r\n';
const bodyHead = `${requestLine}Content-Type: application/json\r\n`;

/** What comes byte by byte: a request line, headers, a body with a length, a body in chunks, a handshake. */
const slowBeginnings: readonly (readonly [first: string, drip: string])[] = [
  ['', 'G'],
  [requestLine, 'X'],
  [`${requestLine}X-Slow: `, 'a'],
  [`${bodyHead}Content-Length: 1000\r\n\r\n`, ' '],
  [`${bodyHead}Content-Length: 1000\r\n\r\n{"locale":"`, 'e'],
  [`${bodyHead}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ['GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n', 'S'],
];

const dripMs = 500;

/** Sends slowly over `each` connections of each kind. */
export async function sendSlowly(port: number, each: number): Promise<Crowding> {
  const begun = slowBeginnings.flatMap((one) => Array.from({ length: each }, () => one));
  const all = await Promise.all(
    begun.map(async ([first, drip]) => Object.assign(await hold(port, first), { drip })),
  );
  const timer = setInterval(() => {
    for (const { socket, drip } of all) if (socket.writable) socket.write(drip);
  }, dripMs);
  return {
    get statuses() {
      return statusesOf(all);
    },
    end() {
      clearInterval(timer);
      for (const { socket } of all) socket.destroy();
      return all.flatMap(faultsOfHeld);
    },
  };
}

/** Opens connections that say nothing, and as many that stop in the middle of a request. */
export async function flood(port: number, each: number): Promise<Crowding> {
  const all = await Promise.all(
    ['', requestLine].flatMap((first) => Array.from({ length: each }, () => hold(port, first))),
  );
  return {
    get statuses() {
      return statusesOf(all);
    },
    end() {
      for (const { socket } of all) socket.destroy();
      return all.flatMap(faultsOfHeld);
    },
  };
}
