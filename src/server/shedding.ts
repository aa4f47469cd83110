import { HttpError, type Route } from '../channels/http.ts';

/** Does the work of a request, or refuses it. @throws HttpError 429 with `Retry-After`, or what the work throws */
export type Shedding = <T>(method: Route['method'], work: () => Promise<T>) => Promise<T>;

/** About a second's work of one process: who would wait longer is better told at once. */
const defaultAtOnce = 500;

/**
 * Lets only so many requests that ask for work be under way at once; what is more is refused at once, so that those
 * which were let in are answered in time. A GET is never refused: the real client stops polling for good at any such
 * answer. A request counts from when its body is there, so that slow bodies keep nobody out.
 */
export function createShedding(atOnce = defaultAtOnce): Shedding {
  let underWay = 0;
  return async (method, work) => {
    if (method === 'GET') return await work();
    if (underWay >= atOnce) {
      throw new HttpError(
        429,
        'TooManyRequests',
        'There is too much to do just now; try again in a moment.',
        {
          'Retry-After': '1',
        },
      );
    }
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}
