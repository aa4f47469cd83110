import type { Page } from 'playwright-core';

/**
 * Listens to the page as a screen reader does: what is added to a live region that is displayed is kept, in order, in
 * `readAloud`. What comes together with its region is not spoken, nor what is hidden or inert.
 */
export const readAloud = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(globalThis, { readAloud: spoken });
    const isLive = (element: Element): boolean => {
      const live = element.getAttribute('aria-live');
      if (live !== null) return live !== 'off';
      return ['log', 'status', 'alert'].includes(element.getAttribute('role') ?? '');
    };
    const regionOf = (node: Node | null): Element | undefined => {
      for (let at = node; at; at = at.parentNode) if (at instanceof Element && isLive(at)) return at;
      return undefined;
    };
    const isHeard = (element: Element): boolean =>
      element.checkVisibility({ checkVisibilityCSS: true }) &&
      !element.closest('[inert], [aria-hidden="true"], [hidden]');
    const observer = new MutationObserver((changes) => {
      for (const { target, addedNodes, type } of changes) {
        const region = regionOf(target);
        if (!region || !isHeard(region)) continue;
        if (type === 'characterData') spoken.push(target.textContent ?? '');
        for (const node of addedNodes) {
          const text = node.textContent?.replace(/\s+/g, ' ').trim();
          if (text) spoken.push(text);
        }
      }
    });
    // Read whole by now, and before its deferred scripts.
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive')
        observer.observe(document, { childList: true, subtree: true, characterData: true });
    });
  });
