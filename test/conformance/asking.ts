import type { Answer } from '../server/start-service.ts';
import { message, type Session, type World } from './direct-line-world.ts';

/** How a status of an operation is brought about, or why it does not arise in this service. */
export type Case = ((world: World) => Promise<Answer>) | string;

/** Asks one operation. */
export type Ask = (
  world: World,
  session: Partial<Session>,
  more?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

export const asking =
  (verb: string, path: (id: string) => string, body?: unknown): Ask =>
  (world, { token, conversationId = 'there-is-none' }, more = {}) =>
    world.call(verb, path(conversationId), { ...(token && { token }), ...(body ? { body } : {}), ...more });

/** A body that is too large. */
export const large = { body: { ...message, text: 'x'.repeat(270_000) } };
/** A body that is no JSON. */
export const form = {
  body: 'type=message',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
};

export const unauthorized =
  (ask: Ask): Case =>
  (world) =>
    ask(world, {});
export const forged =
  (ask: Ask): Case =>
  (world) =>
    ask(world, { token: 'forged' });
export const gone =
  (ask: Ask): Case =>
  async (world) =>
    ask(world, await world.deleted());
export const whenStoreFails =
  (ask: Ask, who: (world: World) => Promise<Partial<Session>>): Case =>
  async (world) => {
    const session = await who(world);
    return world.failing('store', () => ask(world, session));
  };
export const given =
  (ask: Ask, more: Readonly<Record<string, unknown>>): Case =>
  async (world) =>
    ask(world, await world.begun(), more);

export const visitor = (world: World): Promise<Session> => world.begun();
