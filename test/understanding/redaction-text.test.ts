import { describe, expect, it } from 'vitest';
import { redact } from '../../src/understanding/redaction/redact.ts';
import { mergeSpans, type Span } from '../../src/understanding/redaction/span.ts';

describe('stretches that overlap', () => {
  const span = (start: number, end: number, kind: Span['kind'] = 'code'): Span => ({ start, end, kind });

  it('become one, named by the stronger kind [P4]', () => {
    const order = ['password', 'phone', 'code'] as const;
    expect(mergeSpans([span(4, 9), span(0, 5, 'phone')], order)).toEqual([span(0, 9, 'phone')]);
    expect(mergeSpans([span(0, 5), span(4, 9, 'phone')], order)).toEqual([span(0, 9, 'phone')]);
    expect(mergeSpans([span(0, 9), span(2, 4)], order)).toEqual([span(0, 9)]);
    expect(mergeSpans([span(0, 2), span(0, 9, 'password')], order)).toEqual([span(0, 9, 'password')]);
    expect(mergeSpans([span(0, 9, 'password'), span(3, 12), span(11, 14, 'phone')], order)).toEqual([
      span(0, 14, 'password'),
    ]);
  });

  it('stay apart when they only touch [P4]', () => {
    expect(mergeSpans([span(5, 9), span(0, 5)], ['code'])).toEqual([span(0, 5), span(5, 9)]);
    expect(mergeSpans([], ['code'])).toEqual([]);
  });
});

describe('the redacted text', () => {
  it('holds a token for each secret, and tells each kind once [P4]', () => {
    expect(redact('4829 or 5913, joe@example.com and ABCDE-12345-FGHIJ-67890-KLMNO')).toEqual({
      redacted: '[code] or [code], [email] and [recovery code]',
      secrets: ['code', 'email', 'recoveryCode'],
    });
    expect(redact('my password is hunter2; call +1 425 555 0111; card 4111 1111 1111 1111')).toEqual({
      redacted: 'my password is [password]; call [phone]; card [card]',
      secrets: ['password', 'phone', 'card'],
    });
    expect(redact('nothing')).toEqual({ redacted: 'nothing', secrets: [] });
  });

  it('names what is told as a password a password, whatever it looks like [P4]', () => {
    expect(redact('my password is 482913')).toEqual({
      redacted: 'my password is [password]',
      secrets: ['password'],
    });
    expect(redact('my password is joe@example.com1')).toMatchObject({ secrets: ['password'] });
  });

  it('keeps the senders of Microsoft beside an address that goes [P4]', () => {
    expect(redact('é: noreply@microsoft.com wrote to joe@example.com').redacted).toBe(
      'é: noreply@microsoft.com wrote to [email]',
    );
  });

  it('leaves the words around a secret as they were typed [P4]', () => {
    expect(redact('¿Ñandú ﬁ 𝟜𝟠𝟚𝟡 ÀÉ?').redacted).toBe('¿Ñandú ﬁ [code] ÀÉ?');
  });

  it('has no secret left that showed only when another was out [P4]', () => {
    const once = redact('password joe@example.com hunter2 4829').redacted;
    expect(redact(once).redacted).toBe(once);
    expect(redact('4829 is my password joe@example.com').redacted).not.toMatch(/\d|@/);
  });

  it('is cut at 2,000, after the secrets are out, before half a character and before half a token [P4]', () => {
    const ends = (text: string) => redact(text).redacted;
    expect(ends('a'.repeat(2000))).toBe('a'.repeat(2000));
    expect(ends('a'.repeat(2001))).toBe('a'.repeat(2000));
    expect(ends(`${'a'.repeat(1999)}🙂`)).toBe('a'.repeat(1999));
    expect(ends(`${'a'.repeat(1998)}🙂b`)).toBe(`${'a'.repeat(1998)}🙂`);
    expect(ends(`${'a '.repeat(999)}482913`)).toBe('a '.repeat(999));
    expect(ends(`${'a '.repeat(997)}482913 b`)).toBe(`${'a '.repeat(997)}[code]`);
    expect(ends(`${'a '.repeat(996)}a 4829 b 5913`)).toBe(`${'a '.repeat(996)}a [code]`);
    expect(ends(`${'4829 a '.repeat(200)}${'b '.repeat(600)}`)).toHaveLength(2000);
  });

  it('holds nothing of what lies behind 4,000, nor of the 400 before, where half a secret may stand [P4]', () => {
    const gap = (length: number) => '\u200b'.repeat(length);
    const tells = (text: string) => redact(text);
    expect(tells(`a ${gap(3990)} 482913`).redacted).not.toMatch(/\d/);
    expect(tells(`a ${gap(3000)} 482913`)).toMatchObject({ redacted: 'a  [code]' });
    expect(redact(`${'joe@example.com '.repeat(249)}b 482913`).redacted).not.toMatch(/\d/);
    // Of 4,000 all is read, of more the end is dropped.
    const read = `${'4829137 '.repeat(100)}${gap(4000 - 800 - 5)}hello`;
    expect(read).toHaveLength(4000);
    expect(redact(read).redacted).toMatch(/hello$/);
    expect(redact(`${read} `).redacted).not.toMatch(/hello/);
    expect(redact(`${'4829137 '.repeat(40)}${gap(4000)}`).redacted).toBe('');
  });
});
