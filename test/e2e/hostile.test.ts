import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { secret, signingKey } from '../hostile/credentials.ts';
import { flood, sendSlowly } from '../hostile/crowding.ts';
import { createFuzz, type Fuzz } from '../hostile/fuzz.ts';
import { readOperations } from '../hostile/target.ts';
import { canary } from '../hostile/texts.ts';
import { createCrowd } from '../support/crowd.ts';
import { type Ask, askOnce, createDirectLineCaller } from '../support/direct-line-caller.ts';
import { startFakeConnector } from '../support/fake-connector.ts';
import { seededRandom } from '../support/planned-talk.ts';
import { launchProgram } from '../support/program.ts';
import { tempFolder } from '../support/temp-folder.ts';

/**
 * Everything that an attacker on the network could send, while others talk. `FUZZ_REQUESTS` sets how many requests,
 * `FUZZ_SEED` makes the same ones again, and `FUZZ_CASE` makes one of them alone.
 */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 5_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 627_896_940);
const only = process.env['FUZZ_CASE'];
const lanes = 12;
/** The part of the requests after which caches are full and code is compiled. */
const warmUp = 0.3;
/** Who talks meanwhile, by way of what. */
const clients = { directLine: 2, expectReplies: 1, delivery: 1 };
/** How long they take over a message, in ms at the most. */
const thinkingMs = 300;
/** How long nobody's turn may take, in ms: far more than one does, and far less than a client waits. */
const turnMs = 5_000;
const slowEach = 2;
/** Of seven kinds of slow requests three are slow with their body; the server waits so long for one, in ms, and a little. */
const slowBodies = 3 * slowEach;
const bodyMs = 17_000;
const floodEach = 200;
/** How long the flood lasts, in ms. */
const floodMs = 500;
/** What the clients of this test keep open for the next request; it opens many more in all. */
const keptConnections = 100;

const title =
  'answers whatever is sent without failing, telling or growing, and everybody else as ever ' +
  '[http.hostile] [http.error-shape] [http.garbage] [DL.token-forged] [DL.token-expired] [DL.foreign-token] [DL.repeat] [P5]';

it(title, { timeout: 120_000 + requests * 30 }, async () => {
  try {
    await attackWhileTalking();
  } catch (error) {
    throw new Error(`Repeat with: ${commandFor()}`, { cause: error });
  }
});

const commandFor = (index?: number): string =>
  `FUZZ_SEED=${seed} ${index === undefined ? `FUZZ_REQUESTS=${requests}` : `FUZZ_CASE=${index}`}` +
  ' npx vitest run --project e2e test/e2e/hostile.test.ts';

async function attackWhileTalking(): Promise<void> {
  const began = performance.now();
  const program = startProgram();
  const url = await program.serves();
  const connector = await startFakeConnector();
  onTestFinished(() => connector.close());

  const caller = createDirectLineCaller(url);
  const victim = await caller.open();
  await caller.start(victim);
  await caller.say(victim, 'I get no codes', 'victim-1');
  const untouched = await caller.readAll(victim);

  const random = seededRandom(seed);
  const others = watched(askOnce, () => pause(random() * thinkingMs));
  const crowd = createCrowd({ url, once: others.ask, random, connector, clients });
  crowd.go();
  const startMs = performance.now() - began;
  const slow = await sendSlowly(Number(new URL(url).port), slowEach);
  const operations = await readOperations(url);
  const fuzz = createFuzz({ url, operations, victim, serviceUrl: connector.serviceUrl, seed, lanes });

  if (only !== undefined) await fuzz.only(Number(only));
  else await fuzz.until(requests * warmUp);
  const before = await program.inside();
  const crowding = await flood(Number(new URL(url).port), floodEach);
  await pause(floodMs);
  const faults = [...crowding.end()];
  if (only === undefined) await fuzz.until(requests);
  const slowMs = performance.now() - began;
  const answersToSlow = slow.statuses.filter((status) => status === 408).length;
  faults.push(...slow.end());
  const after = await program.inside();
  await crowd.end();
  await crowd.check();

  console.info(accountOf(fuzz, [before, after], others.times, crowd.account, performance.now() - began));
  expect(
    fuzz.findings.map(
      ({ index, attack, faults }) =>
        `${faults.join('; ')}\n${fc.stringify(attack).slice(0, 2_000)}\n${commandFor(index)}`,
    ),
  ).toEqual([]);
  expect(faults).toEqual([]);
  if (slowMs > startMs + bodyMs) expect(answersToSlow).toBeGreaterThanOrEqual(slowBodies);
  expect(others.failures, 'what others were refused').toEqual([]);
  expect(Math.max(...others.times), 'the longest that anybody waited, in ms').toBeLessThan(turnMs);
  expect(await caller.readAll(victim)).toEqual(untouched);
  expect(after.prototype).toBe(before.prototype);
  expect(after.heapUsed / before.heapUsed, 'the growth of the heap').toBeLessThanOrEqual(1.1);
  expect(after.resources['TCPSocketWrap'] ?? 0).toBeLessThan(keptConnections);
  expect(await program.stop()).toBe(0);
  for (const word of [secret, signingKey, canary, 'Warning:', '"request.failed"', '"upgrade.failed"']) {
    expect(program.printed, 'what the program printed').not.toContain(word);
  }
}

/** What the probe tells of the inside of the program. */
interface Inside {
  /** Bytes, after a full collection. */
  readonly heapUsed: number;
  readonly external: number;
  /** Processor time since its start. */
  readonly cpuMs: number;
  /** How many names `Object.prototype` has. */
  readonly prototype: number;
  readonly resources: Readonly<Record<string, number>>;
}

/** The built program, and a way to ask how much it holds. */
function startProgram() {
  const folder = tempFolder();
  const socket = join(folder, 'inside');
  const probe = pathToFileURL(join(import.meta.dirname, '..', 'support', 'inside-probe.mjs')).href;
  const program = launchProgram(folder, {
    READING_MS: '0',
    RATE_STARTS_PER_MINUTE: '0',
    RATE_POSTS_PER_MINUTE: '0',
    DIRECT_LINE_SECRET: secret,
    TOKEN_SIGNING_KEY: signingKey,
    ALLOWED_ORIGINS: 'https://shop.example',
    NODE_OPTIONS: `--expose-gc --import ${probe}`,
    INSIDE_PROBE: socket,
  });
  onTestFinished(() => program.kill());
  const inside = async (): Promise<Inside> => {
    const connection = connect(socket).setEncoding('utf8');
    let text = '';
    connection.on('data', (part: string) => {
      text += part;
    });
    await once(connection, 'close');
    return JSON.parse(text) as Inside;
  };
  return Object.assign(program, { inside });
}

/** Keeps how long requests took, and those that were not accepted. @param think waits before each of them */
function watched(
  ask: Ask,
  think: () => Promise<void>,
): { readonly ask: Ask; readonly times: number[]; readonly failures: string[] } {
  const times: number[] = [];
  const failures: string[] = [];
  return {
    times,
    failures,
    ask: async (...request) => {
      await think();
      const began = performance.now();
      try {
        return await ask(...request);
      } catch (error) {
        failures.push(`${request[0]} ${request[1]}: ${error}`);
        throw error;
      } finally {
        times.push(performance.now() - began);
      }
    },
  };
}

function accountOf(
  { counts, slowest }: Fuzz,
  [before, after]: readonly [Inside, Inside],
  times: readonly number[],
  talks: string,
  ms: number,
): string {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): string => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)}`;
  const mebibytes = ({ heapUsed }: Inside): string => (heapUsed / 2 ** 20).toFixed(1);
  return [
    `seed ${seed}, ${Math.round(ms / 1000)} s: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    `others: ${talks}; a request of theirs took ${at(0.5)} ms, ${at(0.99)} ms at p99, ${at(1)} ms at most`,
    `${Math.round(after.cpuMs - before.cpuMs)} ms of processor time since the warm-up; heap ${mebibytes(before)} → ${mebibytes(after)} MiB; ${JSON.stringify(after.resources)}`,
    ...slowest.map(([took, what]) => `${took} ms: ${what}`),
  ].join('\n');
}
