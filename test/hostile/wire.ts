import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; of several with one name the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back over one connection. */
export interface Exchange {
  /** Final answers, in order; interim ones (1xx but 101) are left out. */
  readonly answers: readonly Answer[];
  /** What came behind the last answer that could be read. */
  readonly rest: Buffer;
  /** Nothing came and the connection stayed open, for longer than the server lets any request take. */
  readonly hung: boolean;
  readonly ms: number;
}

/**
 * How a connection goes on when everything was sent: the answer is awaited; the end of sending is told; or the connection
 * is cut.
 */
export type Ending = 'wait' | 'finish' | 'cut';

/** Longer than the server waits for a body. */
const patienceMs = 20_000;

/**
 * Sends bytes over a connection of their own, with all that an HTTP client would refuse to send.
 *
 * @param methods the methods of the requests in `bytes`, in order: an answer to HEAD has no body
 * @param behind what is sent as soon as something has come back, when anything does
 * @throws Error when the server does not take the connection
 */
export function exchange(
  port: number,
  bytes: Buffer,
  methods: readonly string[],
  ending: Ending = 'wait',
  behind?: Buffer,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const received: Buffer[] = [];
    let hung = false;
    const end = (): void => {
      if (ending === 'finish') socket.end();
      if (ending === 'cut') socket.destroy();
    };
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes, () => {
        if (behind === undefined) end();
      });
    });
    if (behind !== undefined) socket.once('data', () => socket.write(behind, end));
    socket.setTimeout(patienceMs, () => {
      hung = true;
      socket.destroy();
    });
    socket.on('data', (part) => received.push(part));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A reset is how a server ends what it has not read to the end.
      if (socket.connecting || error.code === 'ECONNREFUSED') reject(error);
    });
    socket.on('close', () =>
      resolve({ ...readAnswers(Buffer.concat(received), methods), hung, ms: performance.now() - began }),
    );
  });
}

/** Reads the answers that stand in `bytes`, one behind the other. */
function readAnswers(bytes: Buffer, methods: readonly string[]): Pick<Exchange, 'answers' | 'rest'> {
  const answers: Answer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = end < 0 ? [] : rest.toString('latin1', 0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
    if (Number.isNaN(status)) return { answers, rest };
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    rest = rest.subarray(end + 4);
    if (status < 200 && status !== 101) continue;
    const hasBody = status >= 200 && status !== 204 && status !== 304 && methods[answers.length] !== 'HEAD';
    // Whatever this server sends has its length.
    const length = hasBody ? Number(headers['content-length'] ?? rest.length) : 0;
    answers.push({ status, headers, body: rest.toString('utf8', 0, length) });
    rest = rest.subarray(length);
    if (status === 101) return { answers, rest };
  }
}
