import type { IncomingMessage } from 'node:http';
import { HttpError } from '../channels/http.ts';
import type { Clock } from '../clock.ts';

/** An activity has at most 256 K characters; the little more is for a client that counts differently. */
const charactersAtMost = 257 * 1024;
/** As UTF-8 a character takes up to three bytes (four make two characters), and JSON may write it as six. */
const bytesAtMost = 6 * charactersAtMost;
/** How much of a body that is too large is still read, so that the caller gets to see the answer. */
const drainedAtMost = 32 * 1024 * 1024;
/** How long a body may take to arrive, in ms. */
const bodyMs = 15_000;

/** The headers of an answer to a body that was not read to its end: the connection cannot be used again. */
const close = { Connection: 'close' };

const tooLarge = (): HttpError =>
  new HttpError(413, 'MessageSizeTooBig', 'The body is larger than 256 K characters.', close);

/**
 * Reads a JSON body.
 *
 * @returns what it says; undefined when there is no body at all and it is optional
 * @throws HttpError 413 when it is too large, 408 when it comes too slowly, 415 when it is not JSON by its type, 400
 *   `BadSyntax` when it is not JSON by its text
 */
export async function readJsonBody(
  request: IncomingMessage,
  need: 'json' | 'optional',
  clock: Pick<Clock, 'after'>,
): Promise<unknown> {
  const bytes = await readBytes(request, clock);
  if (bytes.length === 0 && need === 'optional') return undefined;
  checkType(request);
  const text = decode(bytes);
  if (text.length > charactersAtMost) throw tooLarge();
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, so it goes no further.
    throw new HttpError(400, 'BadSyntax', 'The body is not JSON.');
  }
}

function checkType(request: IncomingMessage): void {
  const type = request.headers['content-type'] ?? '';
  const [media = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isJson = media === 'application/json' || /^application\/[\w.-]+\+json$/.test(media);
  if (isJson && (charset === undefined || /^"?utf-?8"?$/.test(charset))) return;
  throw new HttpError(415, 'BadArgument', 'The body must be application/json in UTF-8.');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpError(400, 'BadSyntax', 'The body is not UTF-8.');
  }
}

function readBytes(request: IncomingMessage, clock: Pick<Clock, 'after'>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (settle: () => void): void => {
      cancel();
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      settle();
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= bytesAtMost) chunks.push(chunk);
      else chunks.length = 0;
      if (size > drainedAtMost) finish(() => reject(tooLarge()));
    };
    const onEnd = (): void =>
      finish(() => (size > bytesAtMost ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    const onBroken = (): void =>
      finish(() => reject(new HttpError(400, 'BadSyntax', 'The body did not come to its end.', close)));
    const cancel = clock.after(bodyMs, () =>
      finish(() => reject(new HttpError(408, 'BadArgument', 'The body came too slowly.', close))),
    );
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
  });
}
