import type { Route } from '../channels/http.ts';
import type { Log } from '../insight/log.ts';

/**
 * `/healthz`: the process lives. `/readyz`: it can serve.
 *
 * @param check throws when it cannot
 */
export const healthRoutes = (check: () => Promise<void>, log: Log): readonly Route[] => [
  {
    method: 'GET',
    path: '/healthz',
    body: 'none',
    handle: async () => ({ status: 200, body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/readyz',
    body: 'none',
    handle: async () => {
      try {
        await check();
        return { status: 200, body: { status: 'ready' } };
      } catch (error) {
        log.error('server.notReady', error);
        return { status: 503, body: { status: 'notReady' } };
      }
    },
  },
];
