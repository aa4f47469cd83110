import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { freePort, type Program, startProgram } from './start-program.ts';

// Azure cannot be asked here; another program of ours speaks the same protocol in its place, with a secret of its own.
const secret = 'the-secret-of-azure-in-these-tests';

const folders = ['latchkey-azure-', 'latchkey-by-azure-'].map((name) => mkdtempSync(join(tmpdir(), name)));
let browser: Browser;
let azure: Program;
let program: Program;

beforeAll(async () => {
  const [azurePort, port] = [await freePort(), await freePort()];
  const [azureFolder = '', folder = ''] = folders;
  [browser, azure, program] = await Promise.all([
    startChromium(),
    startProgram(azureFolder, azurePort, {
      DIRECT_LINE_SECRET: secret,
      ALLOWED_ORIGINS: `http://127.0.0.1:${port}`,
      READING_MS: '0',
    }),
    startProgram(folder, port, {
      DIRECT_LINE_SECRET_AZURE: secret,
      DIRECT_LINE_URL_AZURE: `http://127.0.0.1:${azurePort}`,
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([azure?.stop(), program?.stop()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it('the page talks by way of another Direct Line as it is, and goes on there after a reload [DL.azure, P6]', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const asked = new Set<string>();
  const starts: unknown[] = [];
  page.on('request', (request) => {
    asked.add(request.url());
    if (request.method() === 'POST' && request.url().endsWith('/conversations'))
      starts.push(request.postDataJSON());
  });
  page.on('websocket', (socket) => asked.add(socket.url()));
  const button = (name: string) => page.getByRole('toolbar').getByRole('button', { name });

  await page.goto(`${program.url}/`);
  await button('A personal account').click();
  await button('No, still locked out').waitFor();
  await page.reload();
  await button('No, still locked out').waitFor();

  const talk = [...asked].filter((url) => url.includes('/v3/directline/'));
  // The bot greets in the language of the page.
  expect(starts[0]).toMatchObject({ locale: 'en' });
  expect(talk.some((url) => url.startsWith('ws://'))).toBe(true);
  expect(talk.filter((url) => new URL(url).host !== new URL(azure.url).host)).toEqual([]);
  expect(JSON.stringify(await page.context().storageState()) + (await page.content())).not.toContain(secret);
  expect(faults).toEqual([]);
});
