/**
 * Puts the widget on the page, in a shadow root that the page's styles do not reach, and keeps it there. It stands beside
 * the body, since page swaps without a reload (Turbo, Astro, htmx) replace the body or what is in it, and a frame that is
 * moved begins anew. Should it be taken out all the same, it is put back.
 *
 * @param nonce lets the styles in by the page's policy, in browsers without styles that need no element
 */
export function stay(root: HTMLElement, styles: string, nonce: string): void {
  const host = document.createElement('latchkey-widget');
  const shadow = host.attachShadow({ mode: 'open' });
  if ('adoptedStyleSheets' in shadow) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
  } else {
    const element = document.createElement('style');
    element.nonce = nonce;
    element.textContent = styles;
    (shadow as ShadowRoot).append(element);
  }
  shadow.append(root);

  const attach = (): void => {
    if (host.isConnected) return;
    document.documentElement.append(host);
    observer.observe(document.documentElement, { childList: true });
  };
  const observer = new MutationObserver(() => setTimeout(attach));
  observer.observe(document, { childList: true });
  attach();
}
