import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
/** The tests press faster than people read. */
export const quick = { READING_MS: '0', RATE_STARTS_PER_MINUTE: '0' };

/** What a page reported that it should not: console errors and warnings, exceptions, requests to anyone else. */
export interface Visit {
  readonly page: Page;
  readonly faults: string[];
}

/** Opens a page in a fresh browser profile, which goes when the test has finished. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = desktop,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Visit> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  // The client's own attempts to connect again come up to 20 s apart.
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (/^http/.test(protocol) && origin !== new URL(address).origin) faults.push(`a request to ${origin}`);
  });
  await prepare?.(page);
  // Not until all has loaded: a test may hold something back.
  await page.goto(address, { waitUntil: 'commit' });
  return { page, faults };
}

/** A button of Web Chat's that answers the question. */
export const button = (page: Page, name: string): Locator =>
  page.getByRole('toolbar').getByRole('button', { name });
export const bubbles = (page: Page): Locator => page.locator('.webchat__bubble__content');
export const sendBox = (page: Page): Locator => page.locator('[data-id="webchat-sendbox-input"]');

/** What stood there before Web Chat. */
export const opening = (page: Page): Locator => page.locator('#opening');

/** Presses the first button offered, and waits for what it brings. */
export async function toFirstStep(page: Page): Promise<void> {
  await button(page, 'A personal account').click();
  await button(page, 'No, still locked out').waitFor();
}

/** No rule of WCAG 2.2 A and AA that axe can check is broken. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
}
