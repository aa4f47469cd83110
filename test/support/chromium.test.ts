import { expect, it } from 'vitest';
import { startChromium } from './chromium.ts';

it('starts a real browser that runs scripts and draws text', async () => {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 200 } });
    await page.goto(
      'data:text/html,<h1>Before</h1><script>document.querySelector("h1").textContent = "After"</script>',
    );
    expect(await page.textContent('h1')).toBe('After');
    const drawn = await page.screenshot({ path: 'reports/screenshots/chromium.png' });
    // An empty picture of this size takes a few hundred bytes.
    expect(drawn.length).toBeGreaterThan(1500);
  } finally {
    await browser.close();
  }
}, 60_000);
