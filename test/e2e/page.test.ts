import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { freePort, type Program, startProgram } from './start-program.ts';
import {
  bubbles,
  button,
  desktop,
  expectAccessible,
  phone,
  sendBox,
  quick as settings,
  toFirstStep,
  type Visit,
  visit as visitAddress,
} from './visit.ts';

const screenshots = resolve(import.meta.dirname, '..', '..', 'reports', 'screenshots');

let browser: Browser;
let folder: string;
let port: number;
let program: Program;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
  port = await freePort();
  [browser, program] = await Promise.all([startChromium(), startProgram(folder, port, settings)]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const visit = (options?: BrowserContextOptions, prepare?: (page: Page) => Promise<unknown>): Promise<Visit> =>
  visitAddress(browser, `${program.url}/`, options, prepare);

/** What the browser keeps beyond the tab. */
const kept = async (page: Page): Promise<readonly unknown[]> =>
  (await page.context().storageState()).origins.flatMap((origin) => origin.localStorage);

describe('the page', () => {
  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'greets without being spoken to and answers a button: %s, %s [P2]',
    async (size, colorScheme, device) => {
      const { page, faults } = await visit({ ...device, colorScheme });
      await button(page, 'A personal account').waitFor();
      expect(await bubbles(page).allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining("I'm not Microsoft")]),
      );
      await toFirstStep(page);
      expect(await bubbles(page).last().innerText()).toContain('Step 1 of 5');
      expect(await page.locator('#status').isVisible()).toBe(false);
      // Both layouts and both colour schemes, once each.
      if ((size === 'phone') === (colorScheme === 'dark')) await expectAccessible(page);
      await page.screenshot({ path: join(screenshots, `page-${size}-${colorScheme}.png`) });
      expect(faults).toEqual([]);
    },
  );

  it('opens links in a tab of their own, which learns nothing of this one', async () => {
    const { page } = await visit();
    await toFirstStep(page);
    const link = bubbles(page).getByRole('link', { name: 'sign-in page' });
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/account\.microsoft\.com/);
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('shows what a person types as text, whatever it is', async () => {
    const { page, faults } = await visit();
    await button(page, 'A personal account').waitFor();
    await sendBox(page).fill('<img src=x onerror=alert(1)> **b** [a](https://a.example)');
    await sendBox(page).press('Enter');
    await expect.poll(() => bubbles(page).count()).toBeGreaterThan(2);
    expect(await page.locator('.talk img[src="x"], .talk a[href*="a.example"]').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('takes the conversation up after a reload [P6]', async () => {
    const { page, faults } = await visit();
    await toFirstStep(page);
    const said = await bubbles(page).allInnerTexts();
    await page.reload();
    await button(page, 'No, still locked out').waitFor();
    expect(await bubbles(page).allInnerTexts()).toEqual(said);
    expect(faults).toEqual([]);
  });

  it('forgets the conversation with the tab on a shared computer', async () => {
    const { page } = await visit();
    await button(page, 'A personal account').waitFor();
    expect(await kept(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('checkbox', { name: 'This is a shared computer' }).check();
    expect(await kept(page)).toHaveLength(0);
    await page.reload();
    await button(page, 'A personal account').waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
    expect(await kept(page)).toHaveLength(0);
  });

  it('fits a phone: nothing wider than the screen, the chat whole, and the steps at a touch', async () => {
    const { page } = await visit({ ...phone, viewport: { width: 320, height: 568 } });
    await toFirstStep(page);
    const sizes = '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]';
    expect(await page.evaluate<unknown>(sizes)).toEqual([320, 568]);
    const box = await sendBox(page).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(568);
    const steps = page.getByRole('heading', { name: 'The five steps' });
    expect(await steps.isVisible()).toBe(false);
    await page.getByText('About and steps').tap();
    expect(await steps.isVisible()).toBe(true);
    await expectAccessible(page);
    await page.getByText('About and steps').tap();
    expect(await bubbles(page).last().isVisible()).toBe(true);
  });

  it('prints the whole talk, and only that', async () => {
    const { page } = await visit();
    await toFirstStep(page);
    await page.emulateMedia({ media: 'print' });
    for (const bubble of await bubbles(page).all()) expect(await bubble.isVisible()).toBe(true);
    expect(await sendBox(page).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'The five steps' }).isVisible()).toBe(false);
    await page.screenshot({ path: join(screenshots, 'page-print.png'), fullPage: true });
  });
});

describe('when something is in the way', () => {
  it('says so when the chat cannot be loaded, and offers the steps to read', async () => {
    const { page } = await visit(phone, (before) =>
      before.route('**/assets/webchat.*', (route) => route.abort()),
    );
    await page.getByText('The chat could not be opened').waitFor();
    const steps = page.getByRole('alert').getByRole('link', { name: 'The steps to read or print' });
    expect(await steps.getAttribute('href')).toBe('/steps');
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    expect(await page.locator('#talk').isVisible()).toBe(false);
  });

  it('says the steps with their links without scripts [page.plain]', async () => {
    const { page } = await visit({ ...phone, javaScriptEnabled: false });
    // Nothing in the page can wait for a text: there are no scripts.
    await page.goto(program.url);
    expect(await page.locator('noscript .notice').isVisible()).toBe(true);
    const steps = page.locator('.plain-steps > li');
    expect(await steps.count()).toBe(5);
    for (const step of await steps.all()) expect(await step.isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'recovery form' }).first().isVisible()).toBe(true);
    expect(await page.getByRole('textbox').count()).toBe(0);
  });

  it('talks without sockets too', async () => {
    const { page } = await visit(desktop, (before) =>
      before.routeWebSocket('**', (socket) => void socket.close()),
    );
    await toFirstStep(page);
    expect(await page.locator('#status').isVisible()).toBe(false);
  });

  it('goes on by itself when the server was away [P6]', async () => {
    const { page } = await visit();
    await toFirstStep(page);
    await program.stop();
    await page.getByText('The connection is lost.').waitFor();
    program = await startProgram(folder, port, settings);
    // What a browser says when it has a network again; left alone the client tries every 20 s.
    await page.evaluate('window.dispatchEvent(new Event("online"))');
    await page.locator('#status').waitFor({ state: 'hidden' });
    await button(page, 'No, still locked out').click();
    await button(page, 'No other way is shown').waitFor();
    expect(await bubbles(page).last().innerText()).toContain('Did another way to sign in work?');
  });

  it('begins anew when the server knows nothing any more, and keeps what was typed', async () => {
    const { page } = await visit();
    await toFirstStep(page);
    await sendBox(page).fill('my draft');
    await program.stop();
    const other = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
    onTestFinished(() => rmSync(other, { recursive: true, force: true }));
    program = await startProgram(other, port, settings);
    await page.evaluate('window.dispatchEvent(new Event("online"))');
    await button(page, 'A personal account').waitFor();
    expect(await sendBox(page).inputValue()).toBe('my draft');
    await toFirstStep(page);
    await program.stop();
    program = await startProgram(folder, port, settings);
  });
});
