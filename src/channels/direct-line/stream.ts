import { HttpError, type Upgrade } from '../http.ts';
import { type DirectLineContext, loadRow } from './context.ts';
import { keyOf } from './ids.ts';
import { parseWatermark } from './watermark.ts';

const path = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;

/**
 * Decides about stream sockets. The token `t` in the address is the whole credential: good for one conversation, one
 * minute and one socket.
 */
export function createStreamUpgrade(context: DirectLineContext): Upgrade {
  /** Tokens used up, by id, until they would have ended anyway. */
  const used = new Map<string, number>();

  const useUp = (id: string, expiresAt: number): void => {
    const now = context.clock.now();
    // Tokens end in the order in which they were made, nearly; so the map never holds much more than a minute's.
    for (const [other, end] of used) {
      if (end > now) break;
      used.delete(other);
    }
    if (used.has(id))
      throw new HttpError(403, 'BadArgument', 'This stream address has been used; reconnect for another.');
    used.set(id, expiresAt);
  };

  return async (request) => {
    const conversation = path.exec(request.path)?.[1];
    if (conversation === undefined)
      throw new HttpError(404, 'BadArgument', 'There is no stream at this address.');
    const [token] = request.query.getAll('t');
    if (!token) throw new HttpError(401, 'BadArgument', 'The stream address has no token.');
    const claims = await context.tokens.readStream(token);
    if (claims.conversation !== conversation)
      throw new HttpError(403, 'BadArgument', 'The token is of another conversation.');
    const after = parseWatermark(request.query);
    const end = (await loadRow(context, conversation)).nextPosition - 1;
    useUp(claims.id, claims.expiresAt);
    return (socket) => context.hub.attach(keyOf(conversation), socket, Math.min(after ?? end, end));
  };
}
