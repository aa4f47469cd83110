import { errors, jwtVerify, SignJWT } from 'jose';
import type { z } from 'zod';
import { HttpError } from '../http.ts';

/** Makes and checks signed claims: HS256 JWTs, each for one audience and a time. */
export interface Signing {
  sign(claims: Readonly<Record<string, string>>, audience: string, seconds: number): Promise<string>;
  /** @throws HttpError 403, `TokenExpired` when it is only too old */
  verify<T>(token: string, audience: string, claims: z.ZodType<T>): Promise<T>;
}

export interface SigningOptions {
  /** The key's text, at least 32 characters. */
  readonly signingKey: string;
  readonly now: () => number;
}

const issuer = 'latchkey';
const algorithm = 'HS256';

export async function createSigning({ signingKey, now }: SigningOptions): Promise<Signing> {
  const secret = new TextEncoder().encode(signingKey);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
  return {
    sign(claims, audience, seconds) {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(key);
    },
    async verify(token, audience, claims) {
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
    },
  };
}
