import { keyOf } from '../../src/channels/direct-line/ids.ts';
import type { HttpResponse } from '../../src/channels/http.ts';
import type { JsonObject } from '../../src/store/json.ts';
import type { Call } from './crash-life.ts';
import type { World } from './crash-world.ts';

/** One thing that a client or a channel does. */
export type Input =
  /** Asks for a conversation. */
  | { readonly act: 'open' }
  /** Starts it, and is greeted. */
  | { readonly act: 'start' }
  /** Comes back with what the browser kept, and starts again. */
  | { readonly act: 'comeBack' }
  /** Lets time go by, in ms, while the program is not running. */
  | { readonly act: 'away'; readonly ms: number }
  /** Posts an activity; `copies` of it at the same moment. */
  | { readonly act: 'post'; readonly id: string; readonly fields: JsonObject; readonly copies?: number };

/** Somebody who repeats what was not answered, and remembers what came of everything. */
export interface Visitor {
  take(input: Input): Promise<void>;
  /** The key of the conversation in the store. */
  key(): string;
  /** The answers given to each activity, by its id. */
  readonly answers: ReadonlyMap<string, readonly HttpResponse[]>;
  /** All that was read of the embedded Direct Line's log, in the order in which it was read. */
  readonly read: readonly JsonObject[];
  /** The watermark after each reading. */
  readonly watermarks: readonly number[];
  /** Reads what is left to read. */
  readOn(): Promise<void>;
  /** A value without what is random in it. */
  plain<T>(value: T): T;
}

const triesAtMost = 5;

/** Posts until there is an answer; `between` is done whenever there was none. */
async function postUntilAnswered(
  world: World,
  call: Call,
  between: () => Promise<void>,
): Promise<HttpResponse> {
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const response = await world.attempt(call);
    if (response) return response;
    await between();
  }
  throw new Error(`${call.path} was never answered`);
}

/**
 * Posts an activity.
 *
 * @param copies how many of it are sent at once, and then one more when all were answered; undefined: it is sent once
 * @returns the answers
 */
async function postAll(
  world: World,
  call: Call,
  copies: number | undefined,
  between: () => Promise<void>,
): Promise<HttpResponse[]> {
  const post = (): Promise<HttpResponse> => postUntilAnswered(world, call, between);
  const first = await Promise.all(Array.from({ length: copies ?? 1 }, post));
  await world.clock.settle();
  await between();
  return copies === undefined ? first : [...first, await post()];
}

/**
 * A client of the embedded Direct Line, which reads the log on after every answer and every failure.
 *
 * @param repeats whether activities come again
 */
export function createDirectLineVisitor(world: World, repeats: boolean): Visitor {
  const answers = new Map<string, HttpResponse[]>();
  const read: JsonObject[] = [];
  const watermarks: number[] = [];
  let session = { conversationId: '', token: '', userId: '', resume: '' };
  let watermark = '';
  let reading = Promise.resolve();
  const base = '/v3/directline/conversations';
  const path = (): string => `${base}/${session.conversationId}/activities`;

  const readPage = async (): Promise<void> => {
    const { token } = session;
    const { body } = await world.ask({ method: 'GET', path: path(), query: { watermark }, token });
    const page = body as unknown as {
      readonly activities: readonly JsonObject[];
      readonly watermark: string;
    };
    read.push(...page.activities);
    watermark = page.watermark;
    watermarks.push(Number(watermark));
    await world.clock.settle();
  };
  /** One reading after another, whoever asks for it. */
  const readOn = (): Promise<void> => {
    reading = reading.then(readPage);
    return reading;
  };
  const open = async (body: JsonObject): Promise<void> => {
    const response = await world.ask({ method: 'POST', path: '/api/token', body });
    session = { ...session, ...(response.body as unknown as typeof session) };
  };
  const start = async (): Promise<void> => {
    await world.ask({ method: 'POST', path: base, body: {}, token: session.token });
    await world.clock.settle();
    await readOn();
  };

  return {
    answers,
    read,
    watermarks,
    readOn,
    key: () => keyOf(session.conversationId),
    plain: (value) =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll(session.conversationId, 'CONVERSATION')
          .replaceAll(session.userId, 'USER')
          // The id given to what leaves no line is random.
          .replace(/CONVERSATION\|x[\w-]+/g, 'CONVERSATION|x'),
      ),
    async take(input) {
      switch (input.act) {
        case 'open':
          return await open({});
        case 'start':
          return await start();
        case 'comeBack':
          await open({ resume: session.resume });
          return await start();
        case 'away':
          await world.away(input.ms);
          // A token does not last that long.
          await open({ resume: session.resume });
          return await readOn();
        case 'post': {
          const { id, fields, copies = 1 } = input;
          const body = { channelData: { clientActivityID: id }, ...fields };
          const call: Call = { method: 'POST', path: path(), token: session.token, body };
          answers.set(id, await postAll(world, call, repeats ? copies : undefined, readOn));
        }
      }
    },
  };
}

/**
 * A channel that hands in activities by way of `/api/messages`.
 *
 * @param repeats whether activities come again
 */
export function createChannelVisitor(world: World, repeats: boolean): Visitor {
  const answers = new Map<string, HttpResponse[]>();
  return {
    answers,
    read: [],
    watermarks: [],
    readOn: async () => undefined,
    key: () => 'connector/msteams/19:talk',
    plain: (value) => JSON.parse(JSON.stringify(value)),
    async take(input) {
      if (input.act === 'away') return await world.away(input.ms);
      if (input.act !== 'post') throw new Error(`a channel cannot ${input.act}`);
      const { id, fields, copies = 1 } = input;
      const body = {
        id,
        channelId: 'msteams',
        serviceUrl: 'http://127.0.0.1:9/',
        conversation: { id: '19:talk' },
        from: { id: '29:person' },
        recipient: { id: '28:bot' },
        ...fields,
      };
      const call: Call = { method: 'POST', path: '/api/messages', body };
      answers.set(id, await postAll(world, call, repeats ? copies : undefined, async () => undefined));
    },
  };
}
