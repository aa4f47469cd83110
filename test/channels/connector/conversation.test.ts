import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createConnectorDelivery } from '../../../src/channels/connector/delivery.ts';
import { systemClock } from '../../../src/clock.ts';
import { silentLog } from '../../../src/insight/log.ts';
import { createOutbox } from '../../../src/turn/outbox.ts';
import { adapterFor, createHarness, local, message } from './support.ts';

describe('a conversation by way of a connector', () => {
  it('gets every reply once and in order, though the channel is busy at first [P5, connector.outcomes]', async () => {
    const taken: string[] = [];
    const said = new Set<string>();
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
      // Each message is turned away once.
      if (!said.has(text)) {
        said.add(text);
        response.writeHead(429, { 'Retry-After': '0' }).end();
        return;
      }
      taken.push(text);
      response.end(JSON.stringify({ id: String(taken.length) }));
      if (taken.length === 4) server.emit('all');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    const harness = await createHarness();
    const send = createConnectorDelivery({
      adapter: adapterFor(),
      appId: undefined,
      clock: systemClock,
      log: silentLog,
    });
    const given: unknown[] = [];
    const outbox = createOutbox({
      store: harness.store,
      clock: systemClock,
      random: () => 0,
      send,
      dropped: (dropped) => given.push(dropped),
      failed: (error) => given.push(error),
    });
    const all = once(server, 'all');
    const words = ['one', 'two', 'three', 'four'];
    for (const [index, text] of words.entries()) {
      const request = local(message({ id: `m${index}`, text, serviceUrl }));
      expect(await harness.handle(request)).toEqual({ status: 200 });
      expect(await harness.handle(request)).toEqual({ status: 200 });
      outbox.wake('connector/emulator/c1');
    }
    await all;
    await outbox.stop();
    expect(taken).toEqual(words.map((word) => `you said ${word}`));
    expect(given).toEqual([]);
    expect(await harness.queued()).toEqual([]);
    await harness.store.close();
    server.closeAllConnections();
    server.close();
  });
});
