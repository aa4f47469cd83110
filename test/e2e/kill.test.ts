import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createCrowd } from '../support/crowd.ts';
import { startFakeConnector } from '../support/fake-connector.ts';
import { seededRandom } from '../support/planned-talk.ts';
import { launchProgram, type Program } from '../support/program.ts';
import { tempFolder } from '../support/temp-folder.ts';

const kills = Number(process.env['KILLS'] ?? 25);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1e9));
/** How many of the kills may also meet a program that is still starting. */
const killedAtStartRate = 0.2;
/** The longest time between the moment when the next program is ready and the kill; talk goes on only then. */
const talkMs = 400;
const sparesAtOnce = 2;
/** Who talks at once, by way of what. */
const clients = { directLine: 6, expectReplies: 2, delivery: 1 };
/** A message in mid-sending at a kill is sent again when its lease has run out. */
const leaseMs = 45_000;

const title =
  'loses no accepted turn, doubles none and halves none when it is killed again and again ' +
  '[P5] [P6] [turn.once] [turn.order] [turn.whole] [turn.durable] [turn.stamps] [turn.delivery-order] ' +
  '[turn.delivery-resumed] [DL.repeat] [connector.once]';

it(title, { timeout: 60_000 + kills * 12_000 + leaseMs }, async () => {
  try {
    await killWhileTalking();
  } catch (error) {
    const command = `KILL_SEED=${seed} KILLS=${kills} npx vitest run --project e2e test/e2e/kill.test.ts`;
    throw new Error(`Repeat with: ${command}`, { cause: error });
  }
});

async function killWhileTalking(): Promise<void> {
  const began = performance.now();
  const random = seededRandom(seed);
  const fleet = createFleet(kills + 1);
  const connector = await startFakeConnector();
  onTestFinished(() => connector.close());
  const crowd = createCrowd({ url: await fleet.start(), random, connector, clients });
  for (let killed = 0; killed < kills && !crowd.hasFailed; killed += 1) {
    if (killed >= kills / 2) crowd.endDeliveries();
    await fleet.isReady(random() < killedAtStartRate);
    crowd.go();
    await pause(random() * talkMs);
    if (killed + 1 < kills) crowd.hold();
    await fleet.replace();
  }
  await crowd.end();

  await fleet.replace();
  await crowd.check();
  const { irregular } = crowd;
  expect(irregular.missing, 'more is missing than was given up').toBeLessThanOrEqual(fleet.givenUp());
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.info(`seed ${seed}: ${kills} kills in ${seconds} s; ${crowd.account}`);
}

/**
 * Programs on one database, of which one serves and the next ones wait with their packages loaded.
 *
 * @param replacements how often `replace` will be called at the most
 */
function createFleet(replacements: number) {
  const folder = tempFolder();
  const settings = { READING_MS: '0', RATE_STARTS_PER_MINUTE: '0', RATE_POSTS_PER_MINUTE: '0' };
  let port = '0';
  let serving = launchProgram(folder, settings);
  const all = new Set<Program>([serving]);
  const spares: Program[] = [];
  let givenUp = 0;
  const refill = (): void => {
    while (spares.length < sparesAtOnce && all.size <= replacements) {
      const spare = launchProgram(folder, { ...settings, PORT: port }, true);
      spares.push(spare);
      all.add(spare);
    }
  };
  onTestFinished(async () => {
    await Promise.all([...all].map((program) => program.kill()));
  });
  return {
    async start() {
      const url = await serving.serves();
      port = new URL(url).port;
      refill();
      return url;
    },
    /** Settles when the next program is ready to go on, and this one serves, unless it need not serve yet. */
    async isReady(maybeStarting: boolean) {
      await spares[0]?.held();
      if (!maybeStarting) await serving.serves();
    },
    /** Kills the program that serves, and lets the next one go on. */
    async replace() {
      const next = spares.shift();
      if (!next) throw new Error('There is no spare.');
      await next.held();
      await serving.kill();
      givenUp += serving.printed.split('"outbox.dropped"').length - 1;
      next.begin();
      serving = next;
      refill();
    },
    givenUp: () => givenUp + serving.printed.split('"outbox.dropped"').length - 1,
  };
}
