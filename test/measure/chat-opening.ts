import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { freePort, startProgram } from '../e2e/start-program.ts';
import { startChromium } from '../support/chromium.ts';
import { type Marks, watchOpening } from './watch-opening.ts';

/** What a visit is slowed down to. */
interface Slowness {
  readonly name: string;
  /** Bits a second each way, and ms there and back; undefined: as fast as this machine. */
  readonly network?: { readonly down: number; readonly up: number; readonly latency: number };
  readonly cpu: number;
}

/** Slow 4G as Lighthouse has it, with the CPU of a cheap phone. */
const slow4g = { down: 1_600_000, up: 750_000, latency: 150 };
const slownesses: readonly Slowness[] = [
  { name: 'this machine', cpu: 1 },
  { name: 'slow 4G, 4 × slower CPU', network: slow4g, cpu: 4 },
];

/** What one visit came to: times in ms since the address was opened, bytes as they were sent. */
interface Figures extends Marks {
  readonly bytes: number;
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, url: { type: 'string' } },
});
const runs = Number(values.runs);

async function measure(browser: Browser, address: string, slowness: Slowness): Promise<Figures> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await session.send('Network.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness.cpu });
    if (slowness.network) {
      const { down, up, latency } = slowness.network;
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: down / 8,
        uploadThroughput: up / 8,
      });
    }
    await page.addInitScript(watchOpening, { button: 'A personal account', answer: 'Step 1 of 5' });
    await page.goto(address);
    await page.waitForFunction('globalThis.opening?.done');
    const marks = (await page.evaluate('opening.marks')) as Marks;
    return { ...marks, bytes };
  } finally {
    await context.close();
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function print(name: string, all: readonly Figures[]): void {
  const row = (what: string, of: (figures: Figures) => number, unit: string): void => {
    const numbers = all.map(of);
    const range = `${Math.round(Math.min(...numbers))}–${Math.round(Math.max(...numbers))}`;
    console.log(`  ${what.padEnd(44)}${String(Math.round(median(numbers))).padStart(8)} ${unit}  (${range})`);
  };
  console.log(`\n${name}, median of ${all.length}`);
  row('first paint', ({ firstPaint }) => firstPaint, 'ms');
  row('the greeting can be read', ({ greeting }) => greeting, 'ms');
  row('a button was pressed', ({ pressed }) => pressed, 'ms');
  row('its answer can be read', ({ answered }) => answered, 'ms');
  row('Web Chat has taken over', ({ takenOver }) => takenOver, 'ms');
  row('long tasks (over 50 ms), in all', ({ longTasks }) => longTasks.reduce((sum, ms) => sum + ms, 0), 'ms');
  row('the longest', ({ longTasks }) => Math.max(0, ...longTasks), 'ms');
  row('received', ({ bytes }) => bytes / 1_000, 'kB');
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-measure-'));
  const settings = { RATE_STARTS_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
  const program = values.url ? undefined : await startProgram(folder, await freePort(), settings);
  const browser = await startChromium();
  try {
    const origin = values.url ?? program?.url ?? '';
    for (const path of ['/', '/embed']) {
      if ((await fetch(new URL(path, origin))).status !== 200) continue;
      for (const slowness of slownesses) {
        const all: Figures[] = [];
        for (let run = 0; run < runs; run += 1) all.push(await measure(browser, origin + path, slowness));
        print(`${path} on ${slowness.name}`, all);
      }
    }
  } finally {
    await browser.close();
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
