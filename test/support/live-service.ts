import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createApp } from '../../src/app.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/insight/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { theModel } from './model.ts';

export const secret = 'the-secret-of-the-tests';
const localesFolder = resolve(import.meta.dirname, '..', '..', 'locales');

/** One life of the whole program, in this process, over a database. */
export interface Life {
  readonly url: string;
  /** @throws with the status for every answer but 2xx */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  ask(verb: string, path: string, token: string, body?: unknown): Promise<any>;
  stop(): Promise<void>;
}

/** @param port any free one unless told */
export async function live(database: string, port = 0, clock: Clock = systemClock): Promise<Life> {
  const config = readConfig({
    PORT: String(port),
    DATABASE_URL: database,
    DIRECT_LINE_SECRET: secret,
    RATE_POSTS_PER_MINUTE: '0',
    READING_MS: '0',
  });
  const store = await openStore(database, clock);
  const app = await createApp({
    config,
    store,
    clock,
    log: silentLog,
    random: Math.random,
    randomBytes,
    localesFolder,
    model: theModel,
    pages: () => [],
  });
  const url = `http://127.0.0.1:${await app.listen()}`;
  return {
    url,
    async ask(verb, path, token, body) {
      const response = await fetch(`${url}/v3/directline${path}`, {
        method: verb,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${verb} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async stop() {
      await app.close();
      await store.close();
    },
  };
}
