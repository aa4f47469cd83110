import { expect, it } from 'vitest';
import type { HttpRequest } from '../../src/channels/http.ts';
import { silentLog } from '../../src/insight/log.ts';
import { healthRoutes } from '../../src/server/health.ts';
import { errorResponse } from '../../src/server/http-errors.ts';
import { storeUnavailable } from '../../src/store/availability.ts';

const away = storeUnavailable(new Error('connect ECONNREFUSED 10.0.0.7:5432'));

it('answers 503 while the database is away, says when to come again, and nothing of the database [cluster.away]', () => {
  const { status, headers, body } = errorResponse(away);
  expect(status).toBe(503);
  expect(Number(headers?.['Retry-After'])).toBeGreaterThan(0);
  expect(JSON.stringify(body)).not.toMatch(/10\.0\.0\.7|ECONNREFUSED|database/);
});

it('is alive and not ready while the database is away [cluster.away]', async () => {
  const routes = healthRoutes(() => Promise.reject(away), silentLog);
  const answers = await Promise.all(
    routes.map(async ({ path, handle }) => [path, (await handle({} as HttpRequest)).status]),
  );
  expect(Object.fromEntries(answers)).toMatchObject({ '/healthz': 200, '/readyz': 503 });
});
