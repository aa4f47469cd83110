import { SignJWT, UnsecuredJWT } from 'jose';
import type { Session } from '../support/direct-line-caller.ts';

/** What the program is started with, so that tokens can be made here that have only one fault. */
export const signingKey = 'the-signing-key-of-the-fuzz-test-0123456789';
export const secret = 'the-secret-of-the-fuzz-test';

const key = (text: string): Uint8Array => new TextEncoder().encode(text);
const now = (): number => Math.floor(Date.now() / 1000);

/** A token as the program makes it, but for what `change` does to it. */
function sign(
  { conversationId, userId }: Session,
  change: (jwt: SignJWT) => SignJWT,
  { signedWith = signingKey, alg = 'HS256' } = {},
): Promise<string> {
  const sound = new SignJWT({ conv: conversationId, user: userId })
    .setProtectedHeader({ alg, typ: 'JWT' })
    .setIssuer('latchkey')
    .setAudience('latchkey/directline')
    .setIssuedAt()
    .setExpirationTime(now() + 1800);
  return change(sound).sign(key(signedWith));
}

type Forge = (session: Session) => string | Promise<string>;

/** Credentials for a conversation that must open nothing, each with one fault. */
const forged = {
  none: () => '',
  basic: ({ token }) => `Basic ${Buffer.from(`x:${token}`).toString('base64')}`,
  bare: ({ token }) => token,
  twice: ({ token }) => `Bearer ${token} ${token}`,
  comma: ({ token }) => `Bearer ${token},Bearer ${token}`,
  wrongSecret: () => `Bearer ${secret}x`,
  emptyBearer: () => 'Bearer ',
  conversationId: ({ conversationId }) => `Bearer ${conversationId}`,
  resume: ({ resume }) => `Bearer ${resume}`,
  long: () => `Bearer ${'x'.repeat(12_000)}`,
  spaces: () => `Bearer${' '.repeat(12_000)}x y`,
  dots: () => `Bearer ${'.'.repeat(3000)}`,
  truncated: ({ token }) => `Bearer ${token.slice(0, -2)}`,
  flipped: ({ token }) => {
    const [head, claims = '', mark] = token.split('.');
    return `Bearer ${head}.${claims.slice(0, 20)}${claims[20] === 'A' ? 'B' : 'A'}${claims.slice(21)}.${mark}`;
  },
  unsigned: async ({ conversationId, userId }) => {
    const jwt = new UnsecuredJWT({ conv: conversationId, user: userId }).setIssuer('latchkey');
    return `Bearer ${jwt.setAudience('latchkey/directline').setIssuedAt().setExpirationTime('1h').encode()}`;
  },
  otherKey: async (session) => `Bearer ${await sign(session, (jwt) => jwt, { signedWith: 'x'.repeat(40) })}`,
  otherAlgorithm: async (session) => `Bearer ${await sign(session, (jwt) => jwt, { alg: 'HS512' })}`,
  otherIssuer: async (session) => `Bearer ${await sign(session, (jwt) => jwt.setIssuer('https://evil/'))}`,
  streamToken: async (session) =>
    `Bearer ${await sign(session, (jwt) => jwt.setAudience('latchkey/directline/stream'))}`,
  expired: async (session) =>
    `Bearer ${await sign(session, (jwt) => jwt.setIssuedAt(now() - 3600).setExpirationTime(now() - 1))}`,
  notYet: async (session) => `Bearer ${await sign(session, (jwt) => jwt.setNotBefore(now() + 600))}`,
} satisfies Record<string, Forge>;

export type Forgery = keyof typeof forged;
export const forgeries = Object.keys(forged) as Forgery[];

/** The `Authorization` header that a forgery makes of a session. */
export const forge = async (kind: Forgery, session: Session): Promise<string> => await forged[kind](session);
