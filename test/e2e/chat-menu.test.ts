import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { freePort, type Program, startProgram } from './start-program.ts';
import {
  bubbles,
  button,
  desktop,
  expectAccessible,
  opening,
  phone,
  quick,
  toFirstStep,
  visit,
} from './visit.ts';

let browser: Browser;
let folder: string;
let port: number;
let program: Program;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-menu-'));
  port = await freePort();
  [browser, program] = await Promise.all([startChromium(), startProgram(folder, port, quick)]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('#menu-panel').getByRole('button', { name }).click();
}

const resumeOf = (page: Page): Promise<string> => page.evaluate<string>('localStorage["latchkey.resume"]');

describe('the menu', () => {
  it('works by keyboard alone: opens, closes at Escape with the focus back, and leaves nothing behind [page.accessible]', async () => {
    const { page } = await visit(browser, program.url, desktop);
    await button(page, 'A personal account').waitFor();
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    const panel = page.locator('#menu-panel');
    expect(await panel.isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('start-over');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(await panel.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('menu-button');
    await page.keyboard.press('Enter');
    await page.locator('#forget').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#forget-dialog').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(await page.locator('#forget-dialog').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('menu-button');
  });

  it('starts over when that is confirmed, and keeps the talk as a file', async () => {
    const { page } = await visit(browser, program.url, desktop);
    await toFirstStep(page);
    const download = page.waitForEvent('download');
    await choose(page, 'Save this talk');
    const saved = readFileSync(await (await download).path(), 'utf8');
    for (const words of [
      "I'm not Microsoft",
      'You said:',
      'A personal account',
      'Step 1 of 5: Sign-in helper',
      '(https://account.microsoft.com',
    ]) {
      expect(saved).toContain(words);
    }
    await choose(page, 'Start over');
    await button(page, 'Yes, start again').click();
    await button(page, 'A personal account').waitFor();
  });

  it('deletes the talk where it is kept, in the browser and on the screen [page.forget]', async () => {
    const { page, faults } = await visit(browser, program.url, phone);
    await toFirstStep(page);
    const resume = await resumeOf(page);
    await choose(page, 'Forget me');
    await page.getByRole('button', { name: 'No, keep it' }).click();
    expect(await resumeOf(page)).toBe(resume);
    await choose(page, 'Forget me');
    await page.getByRole('button', { name: 'Yes, delete it' }).click();
    await page.getByText('Done. The talk is deleted.').waitFor();
    await button(page, 'A personal account').waitFor();
    expect(await page.getByText('Step 1 of 5').count()).toBe(0);
    const answer = await fetch(`${program.url}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resume }),
    });
    expect(answer.status).toBe(404);
    expect(await resumeOf(page)).not.toBe(resume);
    expect(faults).toEqual([]);
  });
});

describe('coming back', () => {
  it('after a week: where they were is said, and one button brings the question again [page.comes-back] [P6]', async () => {
    const { page } = await visit(browser, program.url, phone);
    await toFirstStep(page);
    await button(page, 'No, still locked out').click();
    await button(page, 'No other way is shown').waitFor();
    await page.clock.setSystemTime(Date.now() + 7 * 86_400_000);
    await page.reload();
    await page.getByText('Your place is kept: Step 2 of 5: Other ways to sign in.').waitFor();
    await opening(page).waitFor({ state: 'detached' });
    await expectAccessible(page);
    const before = await bubbles(page).count();
    await page.getByRole('button', { name: "I'm back" }).click();
    await expect.poll(() => bubbles(page).count()).toBeGreaterThan(before + 1);
    expect(await bubbles(page).last().innerText()).toContain('Did another way to sign in work?');
    expect(await page.locator('#back').isVisible()).toBe(false);
  });

  it('in a second tab: both show the same talk, and what is said in one comes in the other [page.comes-back]', async () => {
    const { page } = await visit(browser, program.url, desktop);
    await toFirstStep(page);
    const second = await page.context().newPage();
    await second.goto(program.url);
    await button(second, 'No, still locked out').click();
    await button(page, 'No other way is shown').waitFor();
    await button(second, 'No other way is shown').waitFor();
    expect(await bubbles(second).allInnerTexts()).toEqual(await bubbles(page).allInnerTexts());
  });
});

describe('the pages', () => {
  it('set no cookie, and load nothing from anyone else [page.private]', async () => {
    const { page, faults } = await visit(browser, program.url, desktop);
    await toFirstStep(page);
    for (const path of ['/privacy', '/terms', '/steps', '/embed']) {
      await page.goto(program.url + path);
      if (path !== '/embed') await expectAccessible(page);
    }
    expect(await page.context().cookies()).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('show the steps to read while the chat is switched off, say so where it was open, and begin nothing [page.off]', async () => {
    const { page } = await visit(browser, program.url, desktop);
    await toFirstStep(page);
    await program.stop();
    program = await startProgram(folder, port, { ...quick, CHAT: 'off' });
    await page.evaluate('window.dispatchEvent(new Event("online"))');
    await page.getByText('The chat is switched off at the moment.').waitFor();
    for (const path of ['/', '/embed']) {
      await page.goto(program.url + path);
      expect(await page.getByText('The chat is switched off at the moment.').isVisible()).toBe(true);
      expect(await page.locator('.plain-steps > li').count()).toBe(5);
      expect(await page.locator('#talk, [src*="webchat"]').count()).toBe(0);
      await expectAccessible(page);
    }
    const token = await fetch(`${program.url}/api/token`, { method: 'POST' });
    expect(token.status).toBe(503);
    expect(token.headers.get('retry-after')).toBe('600');
    expect(await token.json()).toMatchObject({ error: { code: 'ChatSwitchedOff' } });
    await program.stop();
    program = await startProgram(folder, port, quick);
  });
});
