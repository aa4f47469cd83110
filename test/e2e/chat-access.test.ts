import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { freePort, type Program, startProgram } from './start-program.ts';
import {
  button,
  desktop,
  expectAccessible,
  opening,
  phone,
  quick,
  sendBox,
  toFirstStep,
  visit,
} from './visit.ts';

let browser: Browser;
let folder: string;
let program: Program;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-access-'));
  [browser, program] = await Promise.all([
    startChromium(),
    freePort().then((port) => startProgram(folder, port, quick)),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const small: BrowserContextOptions = { ...phone, viewport: { width: 320, height: 568 } };
/** What a window of 1280 × 800 has left at 200 %. */
const zoomed: BrowserContextOptions = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

/** What can be pressed and is smaller than 24 px; a link in a sentence may be (2.5.8). */
const smallTargets = (page: Page): Promise<unknown[]> =>
  page.evaluate<unknown[]>(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, textarea, summary, a:not(p a, li a)')]
      .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.tabIndex >= 0)
      .filter((element) => !element.closest('.webchat__keyboard-help, .skip') && !element.matches('.skip'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width} × ${box.height}`),
  );

describe('for everyone', () => {
  it.each([
    ['320 px wide', small],
    ['at 200 % zoom', zoomed],
    ['in forced colours', { ...desktop, forcedColors: 'active', colorScheme: 'dark' } as const],
    ['with less motion', { ...phone, reducedMotion: 'reduce', colorScheme: 'dark' } as const],
  ])('the greeting and the talk can be used: %s [page.accessible]', async (_how, device) => {
    const { page, faults } = await visit(browser, program.url, device);
    await opening(page).getByText("I'm not Microsoft").waitFor();
    await expectAccessible(page);
    await toFirstStep(page);
    await expectAccessible(page);
    const width = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
    expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);
    expect(await smallTargets(page)).toEqual([]);
    await sendBox(page).scrollIntoViewIfNeeded();
    expect(await sendBox(page).isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('by keyboard alone, from the address to the second step [page.accessible]', async () => {
    const { page } = await visit(browser, program.url, desktop);
    await button(page, 'A personal account').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the chat');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('chat');
    await tabTo(page, 'A personal account');
    await page.keyboard.press('Enter');
    await button(page, 'No, still locked out').waitFor();
    await page.keyboard.type('still locked out');
    await page.keyboard.press('Enter');
    await button(page, 'No other way is shown').waitFor();
  });
});

/** Presses Tab until what has the focus says `text`. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.textContent')) === text) return;
  }
  throw new Error(`Tab does not lead to "${text}".`);
}
