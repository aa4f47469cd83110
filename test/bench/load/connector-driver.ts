import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { channelMessage } from '../../support/fake-connector.ts';
import { createReplies, type Driver, forEach, type Script } from './driver.ts';
import { createHttpClient } from './http-client.ts';

const replyPath = /^\/v3\/conversations\/[^/]+\/activities\/([^/]+)$/;

/** Hands in messages by `/api/messages` as a channel does, and is the channel to which the replies are posted. */
export async function createConnectorDriver(
  { url, script }: { readonly url: string; readonly script: Script },
  connectionsAtMost: number,
): Promise<Driver> {
  const client = createHttpClient(connectionsAtMost);
  const replies = createReplies();
  const channel = createServer((request, response) => {
    const [, id] = replyPath.exec(request.url ?? '') ?? [];
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
      if (id !== undefined) replies.came(decodeURIComponent(id));
    });
  });
  channel.keepAliveTimeout = 60_000;
  channel.listen(0, '127.0.0.1');
  await once(channel, 'listening');
  const serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}/`;
  const said: number[] = [];
  const run = Math.random().toString(36).slice(2);

  const post = (index: number, id: string, text: string, fields = {}) =>
    client.post(`${url}/api/messages`, channelMessage(serviceUrl, `bench-${run}-${index}`, id, text, fields));

  return {
    async open(count) {
      await forEach(count - said.length, 16, async (place) => {
        const index = said.length + place;
        // Their replies come in the response: how many there are is then no matter.
        for (const [turn, text] of script.opening.entries()) {
          const { status } = await post(index, `o${index}-${turn}`, text, { deliveryMode: 'expectReplies' });
          if (status !== 200) throw new Error(`${url} answered ${status} to an opening.`);
        }
      });
      while (said.length < count) said.push(0);
    },
    async turn(index) {
      const turn = said[index] ?? 0;
      said[index] = turn + 1;
      const id = `${index}-${turn}`;
      const reply = replies.of(id);
      const { status, retryAfter } = await post(index, id, script.cycle[turn % script.cycle.length] ?? '');
      const accepted = status >= 200 && status < 300;
      if (!accepted) replies.drop(id);
      const repliedAt = await reply;
      return {
        status: accepted && repliedAt === undefined ? 0 : status,
        retryAfter,
        repliedAt: repliedAt ?? 0,
      };
    },
  };
}
