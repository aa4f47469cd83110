import {
  asking,
  type Case,
  forged,
  form,
  gone,
  large,
  unauthorized,
  visitor,
  whenStoreFails,
} from './asking.ts';
import { pathOf } from './direct-line-world.ts';

const remove = asking('DELETE', pathOf);
const open = asking('POST', () => '/api/token', {});

const resume = asking('POST', () => '/api/token', { resume: 'nobody-knows.this' });

const startsPerMinute = 30;

/** The operations that Microsoft's service does not have, by every status. */
export const ownCases: Readonly<Record<string, Readonly<Record<number, Case>>>> = {
  'DELETE /v3/directline/conversations/{conversationId}': {
    204: async (world) => remove(world, await world.begun()),
    401: unauthorized(remove),
    403: forged(remove),
    404: gone(remove),
    500: whenStoreFails(remove, visitor),
  },
  'POST /api/token': {
    200: (world) => open(world, {}),
    400: (world) => open(world, {}, { body: { resume: 7 } }),
    404: (world) => resume(world, {}),
    413: (world) => open(world, {}, large),
    415: (world) => open(world, {}, form),
    429: async (world) => {
      await Promise.all(Array.from({ length: startsPerMinute }, () => open(world, {})));
      return open(world, {});
    },
    // By resume: after so many new ones this address may begin no more.
    500: whenStoreFails(resume, async () => ({})),
  },
};
