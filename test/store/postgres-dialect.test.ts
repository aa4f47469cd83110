import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Kysely, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { postgresDialect } from '../../src/store/postgres-dialect.ts';

/** A message of PostgreSQL's protocol 3.0: its kind, its length, and what it holds. */
const message = (kind: string, held: Buffer): Buffer => {
  const head = Buffer.alloc(5, kind);
  head.writeInt32BE(held.length + 4, 1);
  return Buffer.concat([head, held]);
};
const letIn = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const goneDown = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'),
);

/** A server that answers the first words of each connection in one packet. @returns its address */
async function answersWith(packet: Buffer): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => socket.end(packet));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `postgres://latchkey@127.0.0.1:${(server.address() as AddressInfo).port}/latchkey`;
}

it('survives a database that goes down in the moment in which it lets a connection in [cluster.killed]', async () => {
  const url = await answersWith(Buffer.concat([letIn, ready, goneDown]));
  const losses: unknown[] = [];
  const database = new Kysely<unknown>({
    dialect: postgresDialect({ url, trouble: (error) => losses.push(error) }),
  });
  onTestFinished(() => database.destroy());
  const asked = sql`select 1`.execute(database);
  await expect(asked).rejects.toMatchObject({ code: 'StoreUnavailable' });
  expect(losses).toHaveLength(1);
});
