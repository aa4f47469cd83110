import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnFileRoute } from '../../src/reminders/return-file.ts';
import { returnFileUrl } from '../../src/reminders/return-file-url.ts';
import { loadSpeech } from '../../src/speech/speech.ts';
import { type Service, startService } from '../server/start-service.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const clock = createFakeClock();
const day = 24 * 60 * 60_000;
const speech = loadSpeech(new URL('../../locales', import.meta.url).pathname);

let service: Service;
beforeAll(async () => {
  service = await startService({
    env: { PUBLIC_URL: 'https://help.example.com' },
    routes: [returnFileRoute({ speech, botName: 'Latchkey', clock })],
  });
});
afterAll(() => service.close());

const get = (query: string) => service.call('GET', `/return.ics${query}`);
/** The link that the bot would give, at the address of the test's own server. */
const linkTo = (at: number): string =>
  (returnFileUrl('https://help.example.com', at, 'en') ?? '').replace('https://help.example.com', '');

describe('GET /return.ics [reminder.calendar]', () => {
  it('gives a calendar for the time in the link, with the address of this page', async () => {
    const { status, headers, body } = await service.call('GET', linkTo(clock.now() + day));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('inline; filename="return.ics"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('\r\nDTSTART:20300108T090000Z\r\n');
    expect(body).toContain('\r\nURL:https://help.example.com/\r\n');
    expect(body).toContain('\r\nSUMMARY:Latchkey: go on\r\n');
  });

  it('says nothing of codes, accounts or the person, and is the same for everyone', async () => {
    const link = linkTo(clock.now() + day);
    const { body } = await service.call('GET', link);
    expect(body).not.toMatch(/account|code|locked|microsoft|sign|recover/i);
    expect((await service.call('GET', `${link}&user=somebody&x=y`)).body).toBe(body);
  });

  it('adds one entry, however often the same link is opened', async () => {
    const uid = async () =>
      /^UID:.*$/m.exec((await service.call('GET', linkTo(clock.now() + day))).body)?.[0];
    expect(await uid()).toBe(await uid());
  });

  it('answers HEAD as GET, without the body', async () => {
    const { status, headers, body } = await service.call('HEAD', linkTo(clock.now() + day));
    expect([status, headers.get('content-type'), body]).toEqual([200, 'text/calendar; charset=utf-8', '']);
  });

  it.each([
    '',
    '?at=',
    '?at=tomorrow',
    '?at=1893834000000',
    '?at=2030-01-08T09:00:00Z',
    '?at=20300108T090000',
    '?at=20300108T250000Z',
    '?at=20300231T090000Z',
    '?at=20300108T090000Z%0D%0AATTENDEE:mailto:x@example.com',
    '?at=00000000T000000Z',
    '?at=99999999T999999Z',
    `?at=${'2'.repeat(5000)}`,
  ])('refuses what is no time: %.50s', async (query) => {
    const { status, body } = await get(query);
    expect([status, body.error.code]).toEqual([400, 'BadArgument']);
  });

  it.each([-46, 46, 400])('refuses a time %s days from now: no wait is that long', async (days) => {
    expect((await service.call('GET', linkTo(clock.now() + days * day))).status).toBe(400);
  });

  it.each([-44, 30, 44])('takes a time %s days from now', async (days) => {
    expect((await service.call('GET', linkTo(clock.now() + days * day))).status).toBe(200);
  });

  it.each(['xx', 'not a language', '%00', 'e'.repeat(500)])(
    'speaks its first language when asked for one it has not: %.20s',
    async (lang) => {
      const { status, body } = await get(`?at=20300108T090000Z&lang=${lang}`);
      expect(status).toBe(200);
      expect(body).toContain('go on');
    },
  );
});

describe('the link to it', () => {
  it('holds the time and the language', () => {
    expect(returnFileUrl('http://127.0.0.1:3978', Date.UTC(2030, 0, 8, 9, 1), 'en')).toBe(
      'http://127.0.0.1:3978/return.ics?at=20300108T090100Z&lang=en',
    );
  });

  it.each([undefined, 'http://a)b', 'http://a b', 'javascript:alert(1)', 'http://a<b', 'https://a/b)c'])(
    'is not made from an address that is none, or would not stand in a message: %s [P2]',
    (base) => {
      expect(returnFileUrl(base, 0, 'en')).toBeUndefined();
    },
  );
});
