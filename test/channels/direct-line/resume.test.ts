import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Service, secret, startService } from '../../server/start-service.ts';

const base = '/v3/directline';
let service: Service;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const generate = (): Promise<Answer> => service.call('POST', `${base}/tokens/generate`, { token: secret });
const start = (token: string): Promise<Answer> => service.call('POST', `${base}/conversations`, { token });

describe('POST /api/token', () => {
  const open = (body: unknown = {}): Promise<Answer> => service.call('POST', '/api/token', { body });

  it('gives a browser a conversation without a credential [DL.resume]', async () => {
    const { status, body } = await open({ locale: 'de' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 1800, domain: `${service.url}/v3/directline` });
    expect(body.resume).toMatch(new RegExp(`^${body.conversationId}\\.[\\w-]{43}$`));
    expect(decodeJwt(body.token)).toMatchObject({
      conv: body.conversationId,
      user: body.userId,
      locale: 'de',
    });
    expect((await start(body.token)).status).toBe(201);
  });

  it('takes it up again by resume, as often as wanted, with the same user [DL.resume, P6]', async () => {
    const first = (await open()).body;
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await open({ resume: first.resume });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        conversationId: first.conversationId,
        userId: first.userId,
        resume: first.resume,
      });
    }
  });

  it('keeps the resume secret hashed only [DL.resume-hash]', async () => {
    const { conversationId, resume } = (await open()).body;
    const kept = await service.store.resumeHash(`embedded/directline/${conversationId}`);
    expect(kept).toBeDefined();
    expect(resume).not.toContain(kept);
    expect(service.logged()).not.toContain(resume.split('.')[1]);
  });

  it('answers 404 to a wrong one and to one of a conversation that is gone [DL.resume]', async () => {
    const { conversationId, resume, token } = (await open()).body;
    const generated = (await generate()).body.conversationId;
    await service.call('DELETE', `${base}/conversations/${conversationId}`, { token });
    for (const wrong of [
      resume,
      `${conversationId}.x`,
      `${generated}.x`,
      `${generated}.`,
      '',
      '.',
      'x',
      'a.b.c',
      '\u0000.x',
    ]) {
      expect(await open({ resume: wrong })).toMatchObject({
        status: 404,
        body: { error: { code: 'BadArgument' } },
      });
    }
  });

  it.each([{ resume: 5 }, { resume: ['x'] }, { resume: 'x'.repeat(601) }, { locale: {} }, []])(
    'answers 400 to %j',
    async (body) => {
      expect((await open(body)).status).toBe(400);
    },
  );

  it('takes no body for an empty one', async () => {
    expect((await service.call('POST', '/api/token')).status).toBe(200);
  });
});
