import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { launchProgram, type Program } from '../support/program.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { freePort } from './start-program.ts';
import { bubbles, button, desktop, quick, sendBox, toFirstStep, visit } from './visit.ts';

const screenshots = resolve(import.meta.dirname, '..', '..', 'reports', 'screenshots');
const tokenSeconds = 5;
const lost = 'The connection is lost. I keep trying. Your place is kept.';

let browser: Browser;
let folder: string;
/** Launches the program where it was before. */
let launch: (isHeld?: boolean) => Program;
let program: Program;
/** Lies between the browser and the program. */
let wire: TcpProxy;
let address: string;
/** Is left alone for longer than its token lasts. */
let open: { readonly page: Page; readonly refused: string[]; readonly since: number };

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'latchkey-connection-'));
  const port = await freePort();
  launch = (isHeld) =>
    launchProgram(folder, { ...quick, TOKEN_SECONDS: String(tokenSeconds), PORT: String(port) }, isHeld);
  program = launch();
  browser = await startChromium();
  const url = await program.serves();
  wire = await startTcpProxy(port);
  address = `http://127.0.0.1:${wire.port}/`;
  const page = await browser.newPage(desktop);
  const refused: string[] = [];
  page.on('response', (response) => void (response.status() >= 400 && refused.push(response.url())));
  await page.goto(url);
  await toFirstStep(page);
  open = { page, refused, since: performance.now() };
});
afterAll(async () => {
  await browser?.close();
  await wire?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Has the client connect again after 3 s: it waits up to 15, by chance. */
const hasty = (page: Page): Promise<unknown> =>
  page.addInitScript('{ const { random } = Math; Math.random = () => random() / 100; }');

/** What was said, as the service keeps it. */
const log = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(async () => {
    const json = (address, options) => fetch(address, options).then((response) => response.json());
    const body = JSON.stringify({ resume: localStorage['latchkey.resume'] });
    const { token, conversationId } = await json('/api/token', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const { activities } = await json('/v3/directline/conversations/' + conversationId + '/activities',
      { headers: { authorization: 'Bearer ' + token } });
    return activities.map(({ text }) => text);
  })()`);

/** All that was said is shown once, in order: the person's words in full, of the bot's the beginning. */
async function expectWhole(page: Page): Promise<void> {
  const plain = (text: string): string => text.replace(/[*\s]+/g, ' ').trim();
  const said = (await log(page)).map((text) => plain(text).slice(0, 20).trim());
  const shown = (await bubbles(page).allInnerTexts()).map(plain);
  expect(shown).toHaveLength(said.length);
  for (const [index, text] of shown.entries()) expect(text.startsWith(said[index] ?? '')).toBe(true);
}

/** Waits until a token that was there at a time has ended. */
const outlive = (since: number): Promise<void> =>
  pause(Math.max(0, tokenSeconds * 1_000 + 100 - (performance.now() - since)));

const status = (page: Page) => page.locator('#status');

describe('a page that stays open', () => {
  it('tells when the network has died without a word, and delivers what was said meanwhile once and in order [page.delivery] [P6]', async () => {
    const { page } = await visit(browser, address, desktop, hasty);
    await toFirstStep(page);
    wire.hush(true);
    await button(page, 'No, still locked out').click();
    await sendBox(page).fill('no other way');
    await sendBox(page).press('Enter');
    await status(page).getByText(lost).waitFor();
    await page.screenshot({ path: join(screenshots, 'connection-silent.png') });
    expect(await page.getByText('Send failed').count()).toBe(0);
    wire.hush(false);
    await button(page, 'By text message').waitFor();
    await status(page).waitFor({ state: 'hidden' });
    await expectWhole(page);
    await page.screenshot({ path: join(screenshots, 'connection-back.png') });
  });

  it('for longer than its token lasts goes on with another, and nobody notices [page.fresh-token]', async () => {
    const { page, refused, since } = open;
    await outlive(since);
    await button(page, 'No, still locked out').click();
    await button(page, 'No other way is shown').waitFor();
    await expectWhole(page);
    expect(refused).toEqual([]);
    await page.close();
  });

  it('and whose token ended while the program was away comes back to where its other tab has gone meanwhile [page.fresh-token] [page.delivery] [P6]', async () => {
    const next = launch(true);
    const { page: awake } = await visit(browser, address, desktop, hasty);
    await toFirstStep(awake);
    const idle = await awake.context().newPage();
    await hasty(idle);
    await idle.goto(address);
    await button(idle, 'No, still locked out').waitFor();
    const since = performance.now();

    await program.stop();
    // What a browser says when it has a network again: then the page has no connection at all, and asks for another.
    await awake.evaluate('dispatchEvent(new Event("online"))');
    await status(awake).getByText(lost).waitFor();
    await button(awake, 'No, still locked out').click();
    await expect.poll(() => bubbles(awake).last().innerText()).toBe('No, still locked out');
    await sendBox(awake).fill('my draft');
    await sendBox(awake).press('Enter');
    await awake.screenshot({ path: join(screenshots, 'connection-none.png') });
    await outlive(since);
    program = next;
    program.begin();
    await program.serves();
    await button(awake, 'No other way is shown').waitFor();
    // From its box Web Chat sends nothing meanwhile.
    expect(await sendBox(awake).inputValue()).toBe('my draft');

    await idle.evaluate('dispatchEvent(new Event("online"))');
    await button(idle, 'No other way is shown').waitFor();
    await status(idle).waitFor({ state: 'hidden' });
    await button(idle, 'No other way is shown').click();
    for (const page of [idle, awake]) {
      await button(page, 'By text message').waitFor();
      await status(page).waitFor({ state: 'hidden' });
      await expectWhole(page);
    }
    await idle.screenshot({ path: join(screenshots, 'connection-again.png') });
  });
});
