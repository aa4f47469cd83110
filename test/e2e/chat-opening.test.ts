import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { readAloud } from './read-aloud.ts';
import { freePort, type Program, startProgram } from './start-program.ts';
import { bubbles, button, desktop, opening, phone, quick, sendBox, visit } from './visit.ts';

let browser: Browser;
let folder: string;
let program: Program;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-opening-'));
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

/** Holds back what a page asks for, until it is let go. */
function holdBack(...addresses: string[]) {
  const letGo: Record<string, () => void> = {};
  return {
    prepare: async (page: Page) => {
      for (const address of addresses) {
        const gate = new Promise<void>((resolve) => {
          letGo[address] = resolve;
        });
        await page.route(address, async (route) => {
          await gate;
          await route.continue();
        });
      }
    },
    release: (address: string) => letGo[address]?.(),
  };
}

const webChat = '**/assets/webchat.*.js';
const pageScript = '**/assets/page.*.js';
const token = '**/api/token';

const first = (page: Page, name: string): Locator => opening(page).getByRole('button', { name });

describe('before Web Chat has loaded', () => {
  it('the greeting can be read, and a button pressed before any script is there is answered once [page.greeting] [page.early]', async () => {
    const held = holdBack(pageScript, token, webChat);
    const { page, faults } = await visit(browser, program.url, phone, held.prepare);
    await opening(page).getByText("I'm not Microsoft").waitFor();
    await first(page, 'A personal account').click();
    held.release(pageScript);
    const said = opening(page).locator('.user .bubble');
    await said.waitFor();
    expect(await said.innerText()).toBe('A personal account');
    expect(await opening(page).getByText('Step 1 of 5').count()).toBe(0);
    held.release(token);
    await opening(page).getByText('Step 1 of 5').waitFor();
    expect(await page.locator('#status').isVisible()).toBe(false);

    // Another answer, still without Web Chat: typed this time.
    const box = opening(page).getByRole('textbox');
    await box.fill('still stuck');
    await box.press('Enter');
    await first(page, 'No other way is shown').waitFor();
    const texts = await opening(page).locator('.bubble').allInnerTexts();
    held.release(webChat);
    await opening(page).waitFor({ state: 'detached' });
    expect(await bubbles(page).allInnerTexts()).toEqual(texts);
    expect(faults).toEqual([]);
  });

  it.each([
    ['phone', phone],
    ['desktop', desktop],
  ])(
    'and when it has, nothing moves, and the words that were begun stay: %s [page.take-over]',
    async (_name, device) => {
      const held = holdBack(webChat);
      const { page } = await visit(browser, program.url, device, held.prepare);
      const box = opening(page).getByRole('textbox');
      await box.fill('my draft');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      const before = await places(page, '.bubble', '.when', '.choices button', 'textarea');
      held.release(webChat);
      await opening(page).waitFor({ state: 'detached' });
      const after = await places(
        page,
        '.webchat__bubble__content',
        '.webchat__stacked-layout__status > span',
        '.webchat__suggested-action',
        'textarea',
      );
      expect(before).toHaveLength(7);
      expect(after).toEqual(before);
      expect(await sendBox(page).inputValue()).toBe('my draft');
      await page.keyboard.type('X');
      expect(await sendBox(page).inputValue()).toBe('my draXft');
    },
  );
});

/** Where things are, to the pixel. */
const places = (page: Page, ...selectors: string[]): Promise<unknown[]> =>
  page.evaluate<unknown[], string[]>(
    (all) =>
      all.flatMap((selector) =>
        [...document.querySelectorAll(`#talk ${selector}`)].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join(' ');
        }),
      ),
    selectors,
  );

describe('to who listens', () => {
  it('each reply is read once and in order as it opens and goes on, and not again after a lost connection or a reload [page.read-once]', async () => {
    const held = holdBack(webChat);
    const sockets: WebSocketRoute[] = [];
    const { page } = await visit(browser, program.url, desktop, async (before) => {
      await held.prepare(before);
      await before.routeWebSocket('**', (socket) => {
        sockets.push(socket);
        socket.connectToServer();
      });
      await readAloud(before);
    });
    const heard = (): Promise<string[]> => page.evaluate<string[]>('readAloud');
    const times = (list: readonly string[], words: string): number =>
      list.filter((text) => text.includes(words)).length;

    await first(page, 'A personal account').click();
    await opening(page).getByText('Step 1 of 5').waitFor();
    held.release(webChat);
    await opening(page).waitFor({ state: 'detached' });
    await button(page, 'No, still locked out').click();
    await button(page, 'No other way is shown').click();
    await button(page, 'By text message').waitFor();
    await expect.poll(async () => times(await heard(), 'Step 3 of 5')).toBe(1);

    const list = await heard();
    expect(list.filter((text) => /press|shift|click/i.test(text.replace(/^Latchkey said:.*/, '')))).toEqual(
      [],
    );
    // The greeting stands there from the start: whoever reads the page reads it. It is not called out.
    expect(times(list, "I'm not Microsoft")).toBe(0);
    const replies = ['Step 1 of 5', 'Step 2 of 5', 'Step 3 of 5'];
    expect(replies.map((reply) => times(list, reply))).toEqual([1, 1, 1]);
    const order = replies.map((reply) => list.findIndex((text) => text.includes(reply)));
    expect(order).toEqual([...order].sort((a, b) => a - b));

    // What was read out leaves the live region; then the talk stands there once.
    await expect.poll(() => page.locator('.webchat__live-region-transcript > *').count()).toBe(0);
    const tree = await page.locator('#chat').ariaSnapshot();
    const inTree = ["I'm not Microsoft", ...replies].map((words) => tree.indexOf(words));
    expect(Math.min(...inTree)).toBeGreaterThan(-1);
    expect(inTree).toEqual([...inTree].sort((a, b) => a - b));

    // A lost connection: another Web Chat takes over, and says nothing of what was said.
    const spoken = list.length;
    await sockets.at(-1)?.close();
    await page.evaluate('dispatchEvent(new Event("online"))');
    await page.locator('.web-chat.waiting').waitFor({ state: 'attached' });
    await page.locator('.web-chat.waiting').waitFor({ state: 'detached' });
    await page.locator('#status').waitFor({ state: 'hidden' });
    expect((await heard()).slice(spoken).filter((text) => /Step \d of 5|Microsoft/.test(text))).toEqual([]);

    await page.reload();
    await button(page, 'By text message').waitFor();
    await opening(page).waitFor({ state: 'detached' });
    const again = await heard();
    expect(replies.map((reply) => times(again, reply))).toEqual([0, 0, 0]);
  });
});
