import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type Cluster, type Member, startCluster } from '../support/cluster.ts';
import { createCrowd } from '../support/crowd.ts';
import {
  type Ask,
  askOnce,
  askUntilAccepted,
  createDirectLineCaller,
} from '../support/direct-line-caller.ts';
import { startFakeConnector } from '../support/fake-connector.ts';
import { seededRandom } from '../support/planned-talk.ts';
import { connectRealClient, stubBrowser } from '../support/real-client.ts';

const kills = Number(process.env['CLUSTER_KILLS'] ?? 3);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1e9));
const talkMs = 800;
const leaseMs = 45_000;
/** How long the real client may take to come back: up to 15 s after its socket was closed, and 20 s more if it was refused. */
const reconnectMs = 60_000;
const clients = { directLine: 4, expectReplies: 2, delivery: 1 };
const settings = { READING_MS: '0', RATE_STARTS_PER_MINUTE: '0', RATE_POSTS_PER_MINUTE: '0' };

beforeAll(stubBrowser);
afterAll(() => vi.unstubAllGlobals());

/**
 * Sends what channels send to the servers in turn, past the front: without an app id they take it from this machine alone,
 * and not from behind a proxy.
 */
function pastTheFront(cluster: Cluster): Ask {
  let turn = 0;
  return (method, url, ...rest) => {
    turn += 1;
    const server = cluster.addressOf(turn % 2 === 0 ? 'server 1' : 'server 2');
    return askOnce(method, url.replace(/^.*(?=\/api\/messages$)/, server), ...rest);
  };
}

/** People who listen on a socket while they post by any server. */
async function listen(cluster: Cluster, isOver: () => boolean): Promise<void> {
  const caller = createDirectLineCaller(
    cluster.url,
    askUntilAccepted(() => undefined),
  );
  const session = await caller.open();
  await caller.start(session);
  const client = connectRealClient({ webSocket: true, session });
  await client.untilHeard((heard) => heard.length > 0);
  for (let count = 0; !isOver(); count += 1) {
    await caller.say(session, 'where am I', `said-${count}`);
    await pause(100);
  }
  const ids = (await caller.readAll(session)).map(({ id }) => id);
  await client.until(ids.length);
  // The client hands on what came in two frames at nearly the same moment in turns, and leaves it to its reader to sort.
  expect(client.heard.map(({ id }) => id).sort()).toEqual(ids);
}

/** Kills one after another, each when the one before is back; every other time PostgreSQL, else a server. */
async function killAll(
  cluster: Cluster,
  random: () => number,
  between: (done: number) => boolean,
): Promise<void> {
  for (let done = 0; done < kills && between(done); done += 1) {
    await pause(random() * talkMs);
    const server: Member = random() < 0.5 ? 'server 1' : 'server 2';
    const member = done % 2 === 1 ? 'postgres' : server;
    cluster.kill(member);
    await cluster.isBack(member);
  }
}

const title =
  'loses no accepted turn, doubles none and keeps their order when servers and PostgreSQL are killed while people talk ' +
  '[cluster.killed, cluster.order, cluster.sockets, P5, P6]';

it(title, { timeout: 120_000 + kills * 20_000 + leaseMs }, async () => {
  try {
    await killWhileTalking();
  } catch (error) {
    const command = `KILL_SEED=${seed} CLUSTER_KILLS=${kills} npx vitest run --project e2e test/e2e/cluster.test.ts`;
    throw new Error(`Repeat with: ${command}`, { cause: error });
  }
});

async function killWhileTalking(): Promise<void> {
  const began = performance.now();
  const random = seededRandom(seed);
  const [cluster, connector] = await Promise.all([startCluster(settings), startFakeConnector()]);
  onTestFinished(() => connector.close());
  const crowd = createCrowd({ url: cluster.url, once: pastTheFront(cluster), random, connector, clients });
  let isOver = false;
  const listening = Promise.all([1, 2].map(() => listen(cluster, () => isOver)));
  listening.catch(() => undefined);
  crowd.go();
  await killAll(cluster, random, (done) => {
    if (done >= kills / 2) crowd.endDeliveries();
    return !crowd.hasFailed;
  });
  isOver = true;
  await crowd.end();
  await Promise.race([
    listening,
    pause(reconnectMs).then(() => expect.unreachable('not all was heard on the sockets')),
  ]);
  await crowd.check();
  const { irregular } = crowd;
  expect(irregular.missing, 'more is missing than was given up').toBeLessThanOrEqual(
    cluster.count('"outbox.dropped"'),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.info(`seed ${seed}: ${kills} kills in ${seconds} s; ${crowd.account}`);
}
