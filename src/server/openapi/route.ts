import type { Route } from '../../channels/http.ts';
import { describeRoutes } from './document.ts';
import { operations } from './operations.ts';

/** `GET /openapi.json`: the description of `routes` and of itself. */
export function openApiRoute(routes: readonly Route[]): Route {
  const own: Route = {
    method: 'GET',
    path: '/openapi.json',
    body: 'none',
    handle: async ({ baseUrl }) => ({
      status: 200,
      body: { ...document, servers: [{ url: baseUrl }] },
    }),
  };
  const document = describeRoutes([...routes, own], operations);
  return own;
}
