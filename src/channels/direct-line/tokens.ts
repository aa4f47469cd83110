import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { HttpError } from '../http.ts';

/** A token lasts 30 minutes: the real client refreshes every 15, whatever `expires_in` says. */
export const tokenSeconds = 1800;
/** A stream address is good for one minute and one socket. */
const streamTokenSeconds = 60;

/** What a token says. */
export interface TokenClaims {
  /** The only conversation it opens. */
  readonly conversation: string;
  /** The id that every activity sent with it bears as `from.id`. */
  readonly user: string;
  /** The language asked for when it was made, used to greet. */
  readonly locale?: string;
}

/** What a stream token says. */
export interface StreamClaims {
  readonly conversation: string;
  /** Names this one token, for single use. */
  readonly id: string;
  /** When it ends, in ms since 1970. */
  readonly expiresAt: number;
}

export interface Tokens {
  issue(claims: TokenClaims): Promise<string>;
  /** @throws HttpError 403, `TokenExpired` when it is only too old */
  read(token: string): Promise<TokenClaims>;
  issueStream(conversation: string): Promise<string>;
  /** @throws HttpError 403 */
  readStream(token: string): Promise<StreamClaims>;
}

export interface TokenOptions {
  /** The key's text, at least 32 characters. */
  readonly signingKey: string;
  readonly now: () => number;
  /** Makes the id of a stream token. */
  readonly randomId: () => string;
}

const issuer = 'latchkey';
// Two audiences, so that a stream token, which stands in addresses, opens nothing but a stream.
const apiAudience = 'latchkey/directline';
const streamAudience = 'latchkey/directline/stream';
const algorithm = 'HS256';

const apiClaims = z.object({ conv: z.string(), user: z.string(), locale: z.string().optional() });
const streamClaims = z.object({ conv: z.string(), jti: z.string(), exp: z.number() });

/** Makes and reads tokens: HS256, with the claims `conv` and `user` that the real clients look for. */
export async function createTokens({ signingKey, now, randomId }: TokenOptions): Promise<Tokens> {
  const secret = new TextEncoder().encode(signingKey);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);

  const sign = (claims: Record<string, string>, audience: string, seconds: number): Promise<string> => {
    const issuedAt = Math.floor(now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(key);
  };

  const verify = async <T>(token: string, audience: string, claims: z.ZodType<T>): Promise<T> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience,
        currentDate: new Date(now()),
        requiredClaims: ['exp', 'iat'],
      });
      return claims.parse(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new HttpError(403, 'TokenExpired', 'The token has expired.');
      throw new HttpError(403, 'BadArgument', 'The token is not valid.');
    }
  };

  return {
    issue: ({ conversation, user, locale }) =>
      sign({ conv: conversation, user, ...(locale ? { locale } : {}) }, apiAudience, tokenSeconds),
    async read(token) {
      const { conv, user, locale } = await verify(token, apiAudience, apiClaims);
      return { conversation: conv, user, ...(locale ? { locale } : {}) };
    },
    issueStream: (conversation) =>
      sign({ conv: conversation, jti: randomId() }, streamAudience, streamTokenSeconds),
    async readStream(token) {
      const { conv, jti, exp } = await verify(token, streamAudience, streamClaims);
      return { conversation: conv, id: jti, expiresAt: exp * 1000 };
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Tells whether two secrets are the same, in a time that does not depend on where they differ. */
export const sameSecret = (left: string, right: string): boolean =>
  timingSafeEqual(digest(left), digest(right));

/** The form in which a resume secret is kept. */
export const hashSecret = (secret: string): string => digest(secret).toString('base64url');
