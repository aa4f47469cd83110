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
  const title = build('p', { class: 'title' });
  const cross = crossButton();
  const failure = build('p', {});
  const link = build('a', { href: page, target: '_blank', rel: 'noopener' });
  const owner = build('p', { class: 'owner' });
  const failed = build('div', { class: 'failed', tabindex: '-1', role: 'alert' });
  failed.hidden = true;
  const place = build('div', { class: 'place' });
  const bar = build('div', { class: 'bar' }, title, cross);
  const panel = build('dialog', { class: 'panel' }, bar, failed, place);

  const small = matchMedia('(max-width: 480px), (max-height: 480px)');
  const present = (): void => {
    if (panel.open) panel.close();
    // Not by `show`, which would move the focus.
    if (small.matches) panel.showModal();
    else panel.open = true;
    keepAboveKeyboard();
  };
  /** An on-screen keyboard covers a part of what browsers call the window. */
  const keepAboveKeyboard = (): void => {
    const { scale = 1, height = 0, offsetTop = 0 } = visualViewport ?? {};
    const fits = panel.open && small.matches && height > 0 && Math.abs(scale - 1) < 0.01;
    panel.style.height = fits ? `${height}px` : '';
    panel.style.top = fits ? `${offsetTop}px` : '';
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
  visualViewport?.addEventListener('resize', keepAboveKeyboard);
  visualViewport?.addEventListener('scroll', keepAboveKeyboard);
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
      keepAboveKeyboard();
    },
    setFailed(isFailed) {
      const focused = hasFocus();
      place.hidden = isFailed;
      failed.hidden = !isFailed;
      // What comes into an alert that stands is read out.
      failed.replaceChildren(...(isFailed ? [failure, link, owner] : []));
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
