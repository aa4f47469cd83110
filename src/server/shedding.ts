import { HttpError, type Route } from '../channels/http.ts';

/** Does the work of a request, or refuses it. @throws HttpError 429 with `Retry-After`, or what the work throws */
export type Shedding = <T>(route: Pick<Route, 'method' | 'backlog'>, work: () => Promise<T>) => Promise<T>;

/** About a second's work of one process: who would wait longer is better told at once. */
const defaultAtOnce = 250;

/**
 * Lets only so many requests that ask for work be under way at once; what is more is refused at once, so that those
 * which were let in are answered in time. A GET is never refused: the real client stops polling for good at any such
 * answer. A request counts from when its body is there, so that slow bodies keep nobody out; and what its route still
 * has to do for earlier ones counts with it, since they are answered before their replies are delivered.
 */
export function createShedding(atOnce = defaultAtOnce): Shedding {
  let underWay = 0;
  return async ({ method, backlog }, work) => {
    if (method === 'GET') return await work();
    if (underWay + (backlog?.() ?? 0) >= atOnce) {
      const message = 'There is too much to do just now; try again in a moment.';
      throw new HttpError(429, 'TooManyRequests', message, { 'Retry-After': '1' });
    }
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}
