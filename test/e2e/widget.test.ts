import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { type HostPage, startHostPage } from './host-page.ts';
import { freePort, type Program, startProgram } from './start-program.ts';

const screenshots = resolve(import.meta.dirname, '..', '..', 'reports', 'screenshots');
const desktop = { viewport: { width: 1280, height: 800 } };
/** Where the panel is on a desktop's screen. */
const besideButton = { x: 860, y: 52, width: 400, height: 660 };
const phone = { viewport: { width: 320, height: 568 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** What a page may load before the person opens the chat, in bytes. */
const sizeAtMost = 6 * 1024;

const soon = { timeout: 15_000 };
/** Has a page write down the messages that it gets. */
const listens = "window.heard = []; addEventListener('message', ({ data }) => heard.push(data))";

let browser: Browser;
let folder: string;
let program: Program;
let shop: HostPage;
let stranger: HostPage;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'latchkey-widget-'));
  const port = await freePort();
  const widget = `http://127.0.0.1:${port}`;
  [shop, stranger] = await Promise.all([startHostPage(widget), startHostPage(widget)]);
  const settings = { ALLOWED_ORIGINS: shop.origin, READING_MS: '0', RATE_STARTS_PER_MINUTE: '0' };
  [browser, program] = await Promise.all([startChromium(), startProgram(folder, port, settings)]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([program?.stop(), shop?.close(), stranger?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The paths that were asked for on the program's origin. */
  readonly asked: string[];
  /** Errors and warnings on the console, and exceptions. */
  readonly faults: string[];
}

/** Opens a page of somebody else's in a browser of its own. */
async function visit(address: string, options: BrowserContextOptions = desktop): Promise<Visit> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const [asked, faults]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === program.url) asked.push(pathname);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(address);
  await launcher(page).waitFor();
  return { page, context, asked, faults };
}

const launcher = (page: Page) => page.locator('latchkey-widget .button');
const panel = (page: Page) => page.locator('latchkey-widget dialog');
const chat = (page: Page): FrameLocator => page.frameLocator('latchkey-widget iframe');
const answer = (page: Page, title: string) => chat(page).getByRole('button', { name: title }).last();
const isExpanded = (page: Page) => launcher(page).getAttribute('aria-expanded');
/** The element that has the focus, as deep as the page can tell. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.className || element.localName;
  })()`);
const hasFocus = ({ ownerDocument }: { ownerDocument: { hasFocus(): boolean } }) => ownerDocument.hasFocus();
const framesFocus = (page: Page) =>
  chat(page)
    .locator('#chat')
    .evaluate((section) => section.contains(section.ownerDocument.activeElement));

async function openChat(page: Page): Promise<void> {
  await launcher(page).click();
  await answer(page, 'A personal account').waitFor();
}

describe('the file that a page loads', () => {
  const get = (headers: Record<string, string>) => fetch(`${program.url}/widget.js`, { headers });

  it('is one, of at most 6 KB [widget.size]', async () => {
    const { page, asked } = await visit(shop.address({ attributes: 'data-greeting="Locked out?"' }));
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual(['/widget.js']);
    for (const encoding of ['gzip', 'br']) {
      const length = Number((await get({ 'accept-encoding': encoding })).headers.get('content-length'));
      expect(length).toBeGreaterThan(1_000);
      expect(length, `${length} bytes of ${encoding}`).toBeLessThanOrEqual(sizeAtMost);
    }
  });

  it('is the same in every encoding, is kept for minutes, and is not sent again unchanged [widget.script]', async () => {
    const texts = await Promise.all(
      ['identity', 'gzip', 'br'].map(async (encoding) => (await get({ 'accept-encoding': encoding })).text()),
    );
    expect(new Set(texts).size).toBe(1);
    const { headers } = await get({});
    expect(headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
    const etag = headers.get('etag') ?? '';
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', '')]) {
      const again = await get({ 'if-none-match': known });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('the chat on a page of somebody else', () => {
  it('is not changed by hostile styles nor stopped by a strict policy [widget.isolated]', async () => {
    const attributes = 'data-color="#7a1fa2" data-greeting="Locked out? I can help."';
    const { page, faults } = await visit(shop.address({ attributes, hostile: true }));
    await page.screenshot({ path: join(screenshots, 'widget-hostile-closed.png') });
    expect(await launcher(page).boundingBox()).toEqual({ x: 1204, y: 724, width: 56, height: 56 });
    expect(await page.getByText('Locked out? I can help.').isVisible()).toBe(true);
    await openChat(page);
    await answer(page, 'A personal account').click();
    await answer(page, 'No, still locked out').waitFor();
    expect(await panel(page).boundingBox()).toEqual(besideButton);
    await page.screenshot({ path: join(screenshots, 'widget-hostile-open.png') });
    expect(faults).toEqual([]);
  });

  it('brings its styles by the nonce of its script where a browser has none that need no element [widget.isolated]', async () => {
    const script = 'delete ShadowRoot.prototype.adoptedStyleSheets';
    const { page, faults } = await visit(shop.address({ script, hostile: true }));
    expect(await page.locator('latchkey-widget style').count()).toBe(1);
    expect(await launcher(page).boundingBox()).toEqual({ x: 1204, y: 724, width: 56, height: 56 });
    expect(faults).toEqual([]);
  });

  it('takes the focus in, closes at Esc wherever it is, and gives it back [widget.keyboard]', async () => {
    const { page } = await visit(shop.address());
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await answer(page, 'A personal account').waitFor();
    expect(await isExpanded(page)).toBe('true');
    expect(await panel(page).boundingBox()).toEqual(besideButton);
    expect(await focused(page)).toBe('iframe');
    await expect.poll(() => framesFocus(page), soon).toBe(true);
    // Inside the frame: first what is open in there, then the chat.
    await chat(page).getByRole('button', { name: 'Menu' }).click();
    await page.keyboard.press('Escape');
    expect(await isExpanded(page)).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => isExpanded(page), soon).toBe('false');
    expect(await focused(page)).toBe('button');
    // On the launcher's own button.
    await page.keyboard.press('Enter');
    await expect.poll(() => chat(page).locator('body').evaluate(hasFocus), soon).toBe(true);
    await page.getByRole('button', { name: 'Close the chat' }).focus();
    await expect.poll(() => focused(page), soon).toBe('cross');
    await page.keyboard.press('Escape');
    await expect.poll(() => isExpanded(page), soon).toBe('false');
    expect(await focused(page)).toBe('button');
    // What opened it by the API is where the person goes back to.
    await page.locator('#search').focus();
    await page.evaluate('latchkey.open()');
    expect(await focused(page)).toBe('iframe');
    await page.evaluate('latchkey.close()');
    expect(await focused(page)).toBe('input');
  });

  it('has nothing that axe would find, closed and open [widget.contrast]', async () => {
    const { page } = await visit(
      shop.address({ attributes: 'data-greeting="Locked out?" data-color="#f5c400"' }),
    );
    const violations = async () =>
      (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze())
        .violations;
    expect(await violations()).toEqual([]);
    await openChat(page);
    expect(await violations()).toEqual([]);
  });

  it('takes a small screen for itself, and leaves nothing else to reach [widget.small-screen]', async () => {
    const { page } = await visit(shop.address({ attributes: 'data-open' }), {
      ...phone,
      colorScheme: 'dark',
    });
    // It does not cover the page by itself.
    expect(await isExpanded(page)).toBe('false');
    await launcher(page).tap();
    await answer(page, 'A personal account').waitFor();
    expect(await panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 568 });
    await page.locator('#search').focus();
    expect(await focused(page)).not.toBe('input');
    await page.screenshot({ path: join(screenshots, 'widget-phone-dark.png') });
    await page.getByRole('button', { name: 'Close the chat' }).tap();
    await page.locator('#search').focus();
    expect(await focused(page)).toBe('input');
  });
});

describe('loading', () => {
  it('begins when the person is about to open the chat; the conversation, when it is open [widget.lazy]', async () => {
    const { page, asked } = await visit(shop.address());
    await launcher(page).hover();
    await expect.poll(() => asked.filter((path) => path.startsWith('/assets/')).length, soon).toBe(2);
    await answer(page, 'A personal account').waitFor({ state: 'attached' });
    expect(asked).not.toContain('/api/token');
    await launcher(page).click();
    await expect.poll(() => asked, soon).toContain('/api/token');
    expect(asked.filter((path) => path === '/embed')).toHaveLength(1);
  });

  it('never begins ahead for somebody who saves data [widget.lazy]', async () => {
    const script = 'Object.defineProperty(navigator, "connection", { value: { saveData: true } })';
    const { page, asked } = await visit(shop.address({ script }));
    await launcher(page).hover();
    await launcher(page).focus();
    expect(asked).toEqual(['/widget.js']);
  });
});

describe('the API', () => {
  const script = `
    window.told = [];
    window.latchkey = [['on', 'ready', () => told.push('ready')], ['on', 'unread', ({ count }) => told.push(count)],
      ['on', 'outcome', ({ outcome }) => told.push(outcome)], ['open']]`;
  const told = (page: Page) => page.evaluate<unknown[]>('told');

  it('keeps the calls made before, counts replies while closed, and tells the outcome [widget.queue] [widget.unread] [widget.outcome]', async () => {
    const { page, context } = await visit(shop.address({ script }));
    await answer(page, 'A personal account').waitFor();
    expect(await isExpanded(page)).toBe('true');
    await answer(page, 'A personal account').click();
    await answer(page, 'No, still locked out').waitFor();
    await page.evaluate('latchkey.close()');
    // The person goes on in another tab.
    const other = await context.newPage();
    await other.goto(shop.address());
    await launcher(other).click();
    await answer(other, 'No, still locked out').click();
    await expect.poll(() => told(page), soon).toEqual(['ready', 1, 2]);
    expect(await launcher(page).textContent()).toContain('New messages: 2');
    await page.screenshot({ path: join(screenshots, 'widget-unread.png') });
    await launcher(page).click();
    await answer(page, 'Yes, another way worked').click();
    await expect.poll(() => told(page), soon).toEqual(['ready', 1, 2, 0, 'solved']);
  });

  it('forgets the conversation on a shared computer [widget.shutdown]', async () => {
    const { page } = await visit(shop.address());
    await openChat(page);
    await answer(page, 'A personal account').click();
    await answer(page, 'No, still locked out').waitFor();
    const kept = () => page.frames()[1]?.evaluate<string | null>('localStorage.getItem("latchkey.resume")');
    const before = await kept();
    expect(before).toContain('.');
    await page.reload();
    // The chat was not opened on this page at all.
    expect(await page.evaluate('latchkey.shutdown()')).toBe(true);
    expect(await page.locator('iframe').count()).toBe(0);
    await openChat(page);
    await expect.poll(kept, soon).toContain('.');
    expect(await kept()).not.toBe(before);
    expect(await chat(page).getByText('Step 1 of 5').count()).toBe(0);
  });
});

describe('a page that changes without a reload', () => {
  it('keeps the chat as it is, once, whatever becomes of the body [widget.swap]', async () => {
    const { page, asked } = await visit(shop.address());
    await openChat(page);
    await answer(page, 'A personal account').click();
    await answer(page, 'No, still locked out').waitFor();
    const box = chat(page).locator('textarea, [data-id="webchat-sendbox-input"]').last();
    await box.fill('my draft');
    // As Turbo and Astro do: a new body, whose scripts run.
    await page.evaluate(`(() => {
      const body = document.createElement('body');
      body.append(document.createElement('main'));
      document.body.replaceWith(body);
      const script = document.createElement('script');
      const policy = trustedTypes.createPolicy('test', { createScriptURL: (address) => address });
      script.src = policy.createScriptURL(${JSON.stringify(`${program.url}/widget.js`)});
      script.nonce = 'host';
      body.append(script);
      return new Promise((resolve) => { script.onload = resolve; });
    })()`);
    expect(await page.locator('latchkey-widget').count()).toBe(1);
    expect(await isExpanded(page)).toBe('true');
    expect(await box.inputValue()).toBe('my draft');
    expect(asked.filter((path) => path === '/embed')).toHaveLength(1);
    // A script that throws out what it does not know: then it comes back, and takes the talk up.
    await page.evaluate('document.querySelector("latchkey-widget").remove()');
    await answer(page, 'No, still locked out').waitFor();
    expect(await isExpanded(page)).toBe('true');
  });
});

describe('a page that may not show the chat', () => {
  it('shows nothing of it, and tells its owner what to do [widget.refused] [widget.messages]', async () => {
    const { page, faults, asked } = await visit(stranger.address());
    await launcher(page).click();
    await page.getByText(`add ${stranger.origin} to ALLOWED_ORIGINS`).waitFor();
    expect(await page.getByRole('link', { name: 'Open it in a new tab' }).getAttribute('href')).toBe(
      `${program.url}/`,
    );
    expect(
      faults.some((fault) => fault.includes(`[latchkey] The chat did not open here. (${program.url}/)`)),
    ).toBe(true);
    expect(asked).toEqual(['/widget.js', '/embed']);
    await page.screenshot({ path: join(screenshots, 'widget-not-allowed.png') });
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('button');
  });

  it('is not answered when it lies about its origin, nor heard when it forges a message [widget.messages]', async () => {
    const { page } = await visit(shop.address({ script: listens }));
    // A frame that names another origin as its parent's.
    await page.evaluate(`(() => {
      const frame = document.createElement('iframe');
      frame.id = 'forged';
      frame.src = ${JSON.stringify(`${program.url}/embed?origin=${encodeURIComponent('https://bank.example')}`)};
      document.body.append(frame);
      return new Promise((resolve) => { frame.onload = resolve; });
    })()`);
    expect(await page.evaluate('heard')).toEqual([]);
    // The page itself is not the frame.
    await openChat(page);
    await page.evaluate(`postMessage({ latchkey: 'close' }, '*')`);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
    expect(await isExpanded(page)).toBe('true');
  });
});

describe('the chat switched off', () => {
  it('shows the steps to read in its frame [page.off]', async () => {
    const port = await freePort();
    const widget = `http://127.0.0.1:${port}`;
    const site = await startHostPage(widget);
    const other = mkdtempSync(join(tmpdir(), 'latchkey-widget-'));
    const off = await startProgram(other, port, { ALLOWED_ORIGINS: site.origin, CHAT: 'off' });
    onTestFinished(async () => {
      await Promise.all([off.stop(), site.close()]);
      rmSync(other, { recursive: true, force: true });
    });
    const { page, faults } = await visit(site.address({ script: listens }));
    await launcher(page).click();
    await chat(page).getByRole('heading').first().waitFor();
    // So the launcher does not take it for one that was refused.
    await expect.poll(() => page.evaluate('heard'), soon).toEqual([{ latchkey: 'hello' }]);
    await page.screenshot({ path: join(screenshots, 'widget-off.png') });
    await chat(page).locator('body').press('Escape');
    await expect.poll(() => isExpanded(page), soon).toBe('false');
    expect(faults).toEqual([]);
  });
});
