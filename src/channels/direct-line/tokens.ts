import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { createSigning, type SigningOptions } from './signing.ts';

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

export interface TokenOptions extends SigningOptions {
  /** How long a token lasts. */
  readonly seconds: number;
  /** Makes the id of a stream token. */
  readonly randomId: () => string;
}

// Two audiences, so that a stream token, which stands in addresses, opens nothing but a stream.
const apiAudience = 'latchkey/directline';
const streamAudience = 'latchkey/directline/stream';

const apiClaims = z.object({
  conv: z.string(),
  user: z.string(),
  locale: z.string().optional(),
  exp: z.number(),
});
const streamClaims = z.object({ conv: z.string(), jti: z.string(), exp: z.number() });

/** Tokens that were found good, with what they say, until they end. People send the same one with every message. */
const keptAtMost = 10_000;

/** Makes and reads tokens, with the claims `conv` and `user` that the real clients look for. */
export async function createTokens({ seconds, randomId, ...signing }: TokenOptions): Promise<Tokens> {
  const { sign, verify } = await createSigning(signing);
  const kept = new Map<string, { readonly claims: TokenClaims; readonly expiresAt: number }>();
  return {
    issue: ({ conversation, user, locale }) =>
      sign({ conv: conversation, user, ...(locale ? { locale } : {}) }, apiAudience, seconds),
    async read(token) {
      const known = kept.get(token);
      if (known && signing.now() < known.expiresAt) return known.claims;
      kept.delete(token);
      const { conv, user, locale, exp } = await verify(token, apiAudience, apiClaims);
      const claims = { conversation: conv, user, ...(locale ? { locale } : {}) };
      for (const [oldest] of kept) {
        if (kept.size < keptAtMost) break;
        kept.delete(oldest);
      }
      kept.set(token, { claims, expiresAt: exp * 1000 });
      return claims;
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

/** Tells whether two secrets are the same, in a time that depends on their lengths and not on where they differ. */
export const sameSecret = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** The form in which a resume secret is kept. */
export const hashSecret = (secret: string): string => digest(secret).toString('base64url');
