import directLineJs, { type Activity, type DirectLine as Client } from 'botframework-directlinejs';
import { onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import xhr2 from 'xhr2';
import type { Session } from './direct-line-caller.ts';
import type { GivenActivity } from './planned-talk.ts';

// The client's module is CommonJS: what it exports stands under the default.
const { DirectLine } = directLineJs;

/** The real Direct Line client, connected, and all it was given. */
export interface RealClient {
  /** In the order in which it gave them on. */
  readonly heard: readonly GivenActivity[];
  /** Settles when there are `count` of them. */
  until(count: number): Promise<void>;
  /** Settles when `holds` is true of them. */
  untilHeard(holds: (heard: readonly GivenActivity[]) => boolean): Promise<void>;
  /** Posts a message. @returns the id that the client is told */
  say(text: string, clientActivityID: string): Promise<string>;
  /** Closes it, as a closed tab does. */
  end(): void;
}

export interface RealClientOptions {
  readonly webSocket: boolean;
  readonly session: Pick<Session, 'token' | 'domain'> & { readonly conversationId?: string };
}

/** Gives Node what the client looks for in a browser; call it in `beforeAll`, and `vi.unstubAllGlobals` in `afterAll`. */
export function stubBrowser(): void {
  vi.stubGlobal('XMLHttpRequest', xhr2);
  vi.stubGlobal('WebSocket', WebSocket);
}

/**
 * Connects the real client; it is closed when the test has finished.
 *
 * @param options.session with a conversation id it takes that conversation up again, as a page does after a reload
 */
export function connectRealClient({ webSocket, session }: RealClientOptions): RealClient {
  const { token, domain, conversationId } = session;
  const client: Client = new DirectLine({
    token,
    domain,
    webSocket,
    pollingInterval: 200,
    ...(conversationId === undefined ? {} : { conversationId }),
  });
  const heard: Activity[] = [];
  const waiting = new Set<() => void>();
  const subscription = client.activity$.subscribe(
    (activity) => {
      heard.push(activity);
      for (const look of waiting) look();
    },
    // `end` ends in an error by design; without a handler it would be thrown.
    () => undefined,
  );
  let isOpen = true;
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    subscription.unsubscribe();
    client.end();
  };
  onTestFinished(end);
  const untilHeard: RealClient['untilHeard'] = (holds) =>
    new Promise((done) => {
      const look = (): void => {
        if (!holds(heard as GivenActivity[])) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  return {
    heard: heard as GivenActivity[],
    untilHeard,
    until: (count) => untilHeard(({ length }) => length >= count),
    say: (text, clientActivityID) =>
      new Promise((resolve, reject) =>
        client
          .postActivity({
            type: 'message',
            text,
            from: { id: 'me' },
            channelData: { clientActivityID },
          })
          .subscribe(resolve, reject),
      ),
    end,
  };
}
