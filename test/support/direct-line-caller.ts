import { setTimeout as pause } from 'node:timers/promises';
import type { GivenActivity } from './planned-talk.ts';

/** What `POST /api/token` gives. */
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly domain: string;
  readonly userId: string;
  readonly resume: string;
}

export interface ActivitySet {
  readonly activities: readonly GivenActivity[];
  readonly watermark: string;
}

/** Calls the embedded Direct Line by plain requests. */
export interface DirectLineCaller {
  open(body?: object): Promise<Session>;
  start(session: Session): Promise<void>;
  /** @returns the id of the echo */
  say(session: Session, text: string, clientActivityID: string, fields?: object): Promise<string>;
  /** A page of the log after `watermark`. */
  read(session: Session, watermark?: string): Promise<ActivitySet>;
  /** The whole log. */
  readAll(session: Session): Promise<readonly GivenActivity[]>;
}

/** Sends a request and gives the JSON of its answer. */
export type Ask = (method: string, url: string, body?: unknown, token?: string) => Promise<unknown>;

/** @throws Error for every answer but 2xx, and when none comes */
export const askOnce: Ask = async (method, url, body, token) => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Refusal(response.status, `${method} ${url}: ${response.status} ${text}`);
  return text === '' ? {} : JSON.parse(text);
};

/** An answer that is not 2xx. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const againAfterMs = 50;
/** Longer than a program takes to start a few times in a row on a busy machine. */
const patienceMs = 180_000;

/**
 * Repeats a request until it is accepted, as clients do while a server is away. A 4xx is the request's own fault and is
 * thrown.
 *
 * @param repeated told of each repetition, and whether the request was cut off under way
 * @param once how it is sent each time
 */
export const askUntilAccepted =
  (repeated: (wasCut: boolean) => void, once: Ask = askOnce): Ask =>
  async (...request) => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        return await once(...request);
      } catch (error) {
        const isFault = error instanceof Refusal && error.status < 500 && error.status !== 429;
        if (isFault || performance.now() > deadline) throw error;
        repeated(!(error instanceof Refusal) && !isRefusedConnection(error));
        await pause(againAfterMs);
      }
    }
  };

const isRefusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';

export function createDirectLineCaller(url: string, ask: Ask = askOnce): DirectLineCaller {
  const conversations = `${url}/v3/directline/conversations`;
  const activitiesOf = ({ conversationId }: Session): string =>
    `${conversations}/${conversationId}/activities`;
  const read: DirectLineCaller['read'] = async (session, watermark = '') =>
    (await ask(
      'GET',
      `${activitiesOf(session)}?watermark=${watermark}`,
      undefined,
      session.token,
    )) as ActivitySet;
  return {
    open: async (body = {}) => (await ask('POST', `${url}/api/token`, body)) as Session,
    start: async ({ token }) => void (await ask('POST', conversations, {}, token)),
    async say(session, text, clientActivityID, fields = {}) {
      const activity = { type: 'message', text, channelData: { clientActivityID }, ...fields };
      const answer = await ask('POST', activitiesOf(session), activity, session.token);
      return (answer as { id: string }).id;
    },
    read,
    async readAll(session) {
      const all: GivenActivity[] = [];
      for (let watermark = ''; ; ) {
        const page = await read(session, watermark);
        if (page.activities.length === 0) return all;
        all.push(...page.activities);
        watermark = page.watermark;
      }
    },
  };
}
