import type { Clock } from '../../src/clock.ts';
import type { Store } from '../../src/store/store.ts';
import {
  type Answer,
  type CallOptions,
  echoBot,
  type Service,
  secret,
  startService,
} from '../server/start-service.ts';
import { createMemoryStore } from '../support/memory-store.ts';

/** What can be made to fail. `conflict`: another server changes the conversation at every attempt. */
export type Fault = 'store' | 'bot' | 'conflict';

export interface Session {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

export const base = '/v3/directline';
export const pathOf = (conversationId: string): string => `${base}/conversations/${conversationId}`;
export const message = { type: 'message', text: 'hello', from: { id: 'someone' } };

/** How many posts a minute the world allows a conversation. */
export const postsPerMinute = 20;

/** The real server and Direct Line over a store and a bot that fail when they are told to. */
export interface World {
  readonly service: Service;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Lets `what` fail while `work` runs. */
  failing<T>(what: Fault, work: () => Promise<T>): Promise<T>;
  /** Lets the bot wait in every turn while `work` runs. */
  holding<T>(work: () => Promise<T>): Promise<T>;
  /** A token of a conversation that has not begun. */
  generated(): Promise<Session>;
  /** A conversation that has begun. */
  begun(): Promise<Session>;
  /** A conversation that there was. */
  deleted(): Promise<Session>;
  say(session: Session, text: string, fields?: object): Promise<Answer>;
  /** All that stands in the log, by pages until one is empty. */
  readAll(session: Session): Promise<Page[]>;
}

export interface Page {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into activities of every shape
  readonly activities: readonly any[];
  readonly watermark: string;
}

export async function createWorld(env: Readonly<Record<string, string>> = {}, clock?: Clock): Promise<World> {
  let fault: Fault | undefined;
  let held: Promise<void> | undefined;
  const service = await startService({
    env: { RATE_POSTS_PER_MINUTE: String(postsPerMinute), ...env },
    ...(clock && { clock }),
    store: (time) => fallible(createMemoryStore(time), () => fault),
    async runBot(input, row) {
      await held;
      if (fault === 'bot') throw new Error('the bot fails');
      return echoBot(input, row);
    },
  });
  const { call } = service;
  const generated = async (): Promise<Session> =>
    (await call('POST', `${base}/tokens/generate`, { token: secret })).body;
  const begun = async (): Promise<Session> => {
    const { token } = await generated();
    return (await call('POST', `${base}/conversations`, { token })).body;
  };
  return {
    service,
    call,
    generated,
    begun,
    async failing(what, work) {
      fault = what;
      return await work().finally(() => {
        fault = undefined;
      });
    },
    async holding(work) {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return await work().finally(() => {
        held = undefined;
        release();
      });
    },
    async deleted() {
      const session = await begun();
      await call('DELETE', pathOf(session.conversationId), session);
      return session;
    },
    say: ({ conversationId, token }, text, fields = {}) =>
      call('POST', `${pathOf(conversationId)}/activities`, { token, body: { ...message, text, ...fields } }),
    async readAll({ conversationId, token }) {
      const pages: Page[] = [];
      for (let watermark = ''; ; ) {
        const path = `${pathOf(conversationId)}/activities?watermark=${watermark}`;
        const page: Page = (await call('GET', path, { token })).body;
        pages.push(page);
        if (page.activities.length === 0) return pages;
        watermark = page.watermark;
      }
    },
  };
}

const fallible = (store: Store, fault: () => Fault | undefined): Store =>
  new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        if (fault() === 'store') return Promise.reject(new Error('the disk is full'));
        if (fault() === 'conflict' && name === 'commit') return Promise.resolve('conflict');
        return method.apply(target, given);
      };
    },
  });
