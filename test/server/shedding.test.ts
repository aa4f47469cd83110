import { expect, it } from 'vitest';
import type { Route } from '../../src/channels/http.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/insight/log.ts';
import { createServer } from '../../src/server/server.ts';
import { createShedding } from '../../src/server/shedding.ts';

it('refuses at once what is more work than it can do, but never a GET, and takes work again later [http.shedding]', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  let arrived = (): void => undefined;
  const both = new Promise<void>((done) => {
    let count = 0;
    arrived = () => {
      count += 1;
      if (count === 2) done();
    };
  });
  const routes: Route[] = [
    {
      method: 'POST',
      path: '/work',
      body: 'json',
      handle: async () => {
        arrived();
        await held;
        return { status: 200 };
      },
    },
    { method: 'GET', path: '/poll', body: 'none', handle: async () => ({ status: 200 }) },
  ];
  const server = createServer({
    config: readConfig({ PORT: '0' }),
    clock: systemClock,
    log: silentLog,
    routes,
    upgrade: () => Promise.reject(new Error('No socket is asked for.')),
    workAtOnce: 2,
  });
  const url = `http://127.0.0.1:${await server.listen()}`;
  const work = (): Promise<Response> =>
    fetch(`${url}/work`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  try {
    const taken = [work(), work()];
    await both;
    const refused = await work();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
    expect((await fetch(`${url}/poll`)).status).toBe(200);
    release();
    for (const { status } of await Promise.all(taken)) expect(status).toBe(200);
    expect((await work()).status).toBe(200);
  } finally {
    release();
    await server.close();
  }
});

it('counts what is still to be delivered for those it has answered, but keeps no other route from working for that [http.shedding]', async () => {
  const shed = createShedding(2);
  let undelivered = 0;
  const turn = { method: 'POST', backlog: () => undelivered } as const;
  const talk = { method: 'POST' } as const;
  const poll = { method: 'GET', backlog: () => undelivered } as const;
  const answered = async (): Promise<string> => 'answered';

  undelivered = 1;
  expect(await shed(turn, answered)).toBe('answered');
  undelivered = 2;
  const refused = await shed(turn, answered).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 429, code: 'TooManyRequests', headers: { 'Retry-After': '1' } });
  expect(await shed(talk, answered)).toBe('answered');
  expect(await shed(poll, answered)).toBe('answered');
  undelivered = 1;
  expect(await shed(turn, answered)).toBe('answered');
});
