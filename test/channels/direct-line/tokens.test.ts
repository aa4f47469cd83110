import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTokens, sameSecret, type Tokens } from '../../../src/channels/direct-line/tokens.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const signingKey = 'a key of the tests that is long enough';
let clock: FakeClock;
let tokens: Tokens;

beforeEach(async () => {
  clock = createFakeClock();
  let id = 0;
  tokens = await createTokens({ signingKey, seconds: 1800, now: clock.now, randomId: () => `id-${++id}` });
});

const claims = { conversation: 'conversation', user: 'dl_user', locale: 'fr' };

describe('a token', () => {
  it('is an HS256 JWT with conv and user, for as long as is set [DL.token-claims]', async () => {
    const token = await tokens.issue(claims);
    const { iat = 0, exp = 0, ...rest } = decodeJwt(token);
    expect(decodeProtectedHeader(token).alg).toBe('HS256');
    expect(rest).toMatchObject({ conv: 'conversation', user: 'dl_user', locale: 'fr' });
    expect(iat).toBe(Math.floor(clock.now() / 1000));
    expect(exp - iat).toBe(1800);
  });

  it('is read back until its time is over, then it is TokenExpired [DL.token-expired]', async () => {
    const token = await tokens.issue(claims);
    await clock.advance(1_799_000);
    expect(await tokens.read(token)).toEqual(claims);
    await clock.advance(1_000);
    await expect(tokens.read(token)).rejects.toMatchObject({ status: 403, code: 'TokenExpired' });
  });

  it('that was read before makes no other one good [DL.token-forged]', async () => {
    const token = await tokens.issue(claims);
    expect(await tokens.read(token)).toEqual(claims);
    expect(await tokens.read(token)).toEqual(claims);
    const forged = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    await expect(tokens.read(forged)).rejects.toMatchObject({ status: 403, code: 'BadArgument' });
  });

  it('opens no stream, and a stream token opens nothing else [DL.stream-token]', async () => {
    await expect(tokens.readStream(await tokens.issue(claims))).rejects.toMatchObject({ status: 403 });
    await expect(tokens.read(await tokens.issueStream('conversation'))).rejects.toMatchObject({
      status: 403,
    });
  });

  it('for a stream lasts 60 seconds and has an id of its own [DL.stream-token]', async () => {
    const token = await tokens.issueStream('conversation');
    expect(await tokens.readStream(token)).toEqual({
      conversation: 'conversation',
      id: 'id-1',
      expiresAt: Math.floor(clock.now() / 1000) * 1000 + 60_000,
    });
    await clock.advance(60_000);
    await expect(tokens.readStream(token)).rejects.toMatchObject({ code: 'TokenExpired' });
  });

  it('that is forged, unsigned or garbage is 403 and no more [DL.token-forged]', async () => {
    const token = await tokens.issue(claims);
    const [header, payload, signature] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const foreign = await new SignJWT({ conv: 'conversation', user: 'dl_user' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('latchkey')
      .setAudience('latchkey/directline')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('another key of another server, long'));
    const changed = Buffer.from(JSON.stringify({ ...decodeJwt(token), conv: 'other' })).toString('base64url');
    for (const bad of [
      foreign,
      `${none}.${payload}.`,
      `${header}.${changed}.${signature}`,
      'a.b.c',
      'x',
      '\u0000',
    ]) {
      await expect(tokens.read(bad)).rejects.toMatchObject({ status: 403, code: 'BadArgument' });
    }
  });
});

it('secrets are compared as a whole', () => {
  expect(sameSecret('a secret', 'a secret')).toBe(true);
  expect(sameSecret('a secret', 'a secre')).toBe(false);
  expect(sameSecret('', 'a secret')).toBe(false);
});
