import { build, crossButton } from './elements.ts';
import type { Words } from './words.ts';

/** The panel in which the chat opens. */
export interface Panel {
  readonly element: HTMLElement;
  /** Where the frame belongs. */
  readonly place: HTMLElement;
  /** Whether it takes the whole screen. */
  readonly isFullScreen: () => boolean;
  show(takeFocus: boolean): void;
  hide(): void;
  /** Takes the focus, when it is in the panel. */
  setFailed(failed: boolean): void;
  setWords(words: Words): void;
}

/**
 * Draws the panel: beside the page's content where there is room, else over all of it, and then nothing else can be
 * reached meanwhile. The frame stays in it while it is hidden.
 *
 * @param page where the chat can be opened by itself
 * @param close called when the person wants it closed
 */
export function drawPanel(page: string, close: () => void): Panel {
  const title = build('h2', {});
  const cross = crossButton();
  const failure = build('p', {});
  const link = build('a', { href: page, target: '_blank', rel: 'noopener' });
  const owner = build('p', { class: 'owner' });
  const failed = build('div', { class: 'failed', tabindex: '-1', role: 'alert' });
  failed.hidden = true;
  const place = build('div', { class: 'place' });
  const panel = build('dialog', { class: 'panel' }, failed, place, cross);

  const small = matchMedia('(max-width: 480px), (max-height: 480px)');
  const present = (): void => {
    if (panel.open) panel.close();
    // Not by `show`, which would move the focus.
    if (small.matches) panel.showModal();
    else panel.open = true;
    fill();
  };
  /** Fills what can be seen: an on-screen keyboard covers a part of the window, and a page too wide is shown smaller. */
  const fill = (): void => {
    const { scale, width, height, offsetTop, offsetLeft } = visualViewport ?? { scale: 2 };
    // Enlarged by two fingers, it is to be larger than what can be seen.
    const fills = panel.open && small.matches && scale < 1.01;
    panel.style.cssText = fills
      ? `inset:${offsetTop}px auto auto ${offsetLeft}px;width:${width}px;height:${height}px`
      : '';
  };
  const hasFocus = (): boolean => {
    const focused = (panel.getRootNode() as ShadowRoot).activeElement;
    return focused !== null && panel.contains(focused);
  };

  small.addEventListener('change', () => {
    if (!panel.open) return;
    const focused = hasFocus() && (panel.getRootNode() as ShadowRoot).activeElement;
    present();
    if (focused instanceof HTMLElement) focused.focus();
  });
  visualViewport?.addEventListener('resize', fill);
  visualViewport?.addEventListener('scroll', fill);
  cross.addEventListener('click', close);
  panel.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });

  return {
    element: panel,
    place,
    isFullScreen: () => small.matches,
    show(takeFocus) {
      if (!panel.open) present();
      if (takeFocus) ((place.firstElementChild as HTMLElement | null) ?? cross).focus();
    },
    hide() {
      panel.close();
      fill();
    },
    setFailed(isFailed) {
      const focused = hasFocus();
      place.hidden = isFailed;
      failed.hidden = !isFailed;
      // What comes into an alert that stands is read out.
      failed.replaceChildren(...(isFailed ? [title, failure, link, owner] : []));
      if (isFailed && focused) failed.focus();
    },
    setWords(words) {
      panel.setAttribute('aria-label', words.label);
      title.textContent = words.label;
      cross.setAttribute('aria-label', words.close);
      failure.textContent = words.failed;
      link.textContent = words.newTab;
      owner.textContent = words.owner.replace('{origin}', location.origin);
    },
  };
}
