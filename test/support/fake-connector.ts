import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GivenActivity } from './planned-talk.ts';

/** A message that a connector was given. */
export interface Taken {
  readonly conversation: string;
  /** The activity that it replies to, by the address it was sent to. */
  readonly replyToId: string | undefined;
  readonly activity: GivenActivity;
}

/** The connector of a channel on this machine, that takes what a bot sends. */
export interface FakeConnector {
  readonly serviceUrl: string;
  /** All it was given so far, in order. */
  readonly taken: readonly Taken[];
  /** Settles when `holds` is true of what it was given; looked at after each message. */
  until(holds: (taken: readonly Taken[]) => boolean): Promise<void>;
  /** Takes messages but does not say so, until released. */
  hold(): { release(): void };
  /** Refuses connections, until opened again. */
  close(): Promise<void>;
  /** Opens again on the same port. */
  open(): Promise<void>;
}

const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

export async function startFakeConnector(): Promise<FakeConnector> {
  const taken: Taken[] = [];
  const waiting = new Set<() => void>();
  let held: ServerResponse[] | undefined;

  const listen = async (at: number): Promise<Server> => {
    const made = createServer(async (request, response) => {
      const [, conversation, replyToId] = path.exec(request.url ?? '') ?? [];
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.method !== 'POST' || conversation === undefined) {
        response.writeHead(404).end();
        return;
      }
      taken.push({
        conversation: decodeURIComponent(conversation),
        replyToId: replyToId === undefined ? undefined : decodeURIComponent(replyToId),
        activity: JSON.parse(Buffer.concat(chunks).toString()) as GivenActivity,
      });
      if (held) held.push(response);
      else answer(response);
      for (const look of waiting) look();
    });
    made.listen(at, '127.0.0.1');
    await once(made, 'listening');
    return made;
  };
  const answer = (response: ServerResponse): void => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: `sent-${taken.length}` }));
  };

  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    taken,
    until: (holds) =>
      new Promise((done) => {
        const look = (): void => {
          if (!holds(taken)) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    hold() {
      const mine: ServerResponse[] = [];
      held = mine;
      return {
        release() {
          held = undefined;
          for (const response of mine) answer(response);
        },
      };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async open() {
      server = await listen(port);
    },
  };
}

/** A message as a channel posts it to `/api/messages`. */
export const channelMessage = (
  serviceUrl: string,
  conversation: string,
  id: string,
  text: string,
  fields: object = {},
): object => ({
  type: 'message',
  id,
  channelId: 'msteams',
  serviceUrl,
  conversation: { id: conversation },
  from: { id: '29:person' },
  recipient: { id: '28:bot' },
  text,
  ...fields,
});
