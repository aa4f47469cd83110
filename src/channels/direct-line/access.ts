import { HttpError, type HttpRequest } from '../http.ts';
import { sameSecret, type TokenClaims, type Tokens } from './tokens.ts';

/** Who is calling: a server that holds the secret, or a client with a token of one conversation. */
export type Caller = { readonly kind: 'secret' } | { readonly kind: 'token'; readonly claims: TokenClaims };

export interface Access {
  /** @throws HttpError 401 without a well-formed `Authorization`, 403 when what it holds is not valid */
  caller(request: Pick<HttpRequest, 'headers'>): Promise<Caller>;
  /**
   * The same, for an operation on one conversation.
   *
   * @throws HttpError 403 also when the token is of another conversation
   */
  callerOf(request: Pick<HttpRequest, 'headers'>, conversation: string): Promise<Caller>;
}

/** @param secret `DIRECT_LINE_SECRET`; undefined when nobody may call with one */
export function createAccess(tokens: Tokens, secret: string | undefined): Access {
  const caller = async (request: Pick<HttpRequest, 'headers'>): Promise<Caller> => {
    const given = /^Bearer +([^\s]+) *$/i.exec(request.headers['authorization'] ?? '')?.[1];
    if (given === undefined) {
      throw new HttpError(
        401,
        'BadArgument',
        'The Authorization header must be "Bearer" and a token or secret.',
        {
          'WWW-Authenticate': 'Bearer',
        },
      );
    }
    if (secret !== undefined && sameSecret(given, secret)) return { kind: 'secret' };
    return { kind: 'token', claims: await tokens.read(given) };
  };
  return {
    caller,
    async callerOf(request, conversation) {
      const found = await caller(request);
      if (found.kind === 'token' && found.claims.conversation !== conversation) {
        throw new HttpError(403, 'BadArgument', 'The token is of another conversation.');
      }
      return found;
    },
  };
}
