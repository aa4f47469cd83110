import { textOn } from './color.ts';
import { build, crossButton, icon } from './elements.ts';
import type { Options } from './options.ts';
import { drawPanel, type Panel } from './panel.ts';
import type { View } from './widget.ts';
import type { Words } from './words.ts';

export interface ViewParts {
  readonly words: Readonly<Record<string, Words>>;
  readonly options: Options;
  /** Where the chat can be opened by itself. */
  readonly page: string;
  readonly toggle: () => void;
  readonly close: () => void;
  /** The person is about to open the chat. */
  readonly hint: () => void;
  /** The greeting has been answered or sent away: it is not to be shown again. */
  readonly greeted: () => void;
}

/** The view, and its elements that others need. */
export interface DrawnView extends View, Pick<Panel, 'place' | 'isFullScreen'> {
  readonly root: HTMLElement;
}

/** Draws button, greeting and panel, for a shadow root of their own. */
export function drawView({ words, options, page, toggle, close, hint, greeted }: ViewParts): DrawnView {
  const label = build('span', { class: 'unseen' });
  const badge = build('span', { class: 'badge', 'aria-hidden': 'true' });
  badge.hidden = true;
  const button = build(
    'button',
    { class: 'button', type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' },
    icon('M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z'),
    label,
    badge,
  );
  const status = build('p', { class: 'unseen', role: 'status' });
  const dismiss = crossButton();
  const greeting = build('button', { class: 'greeting', type: 'button' }, options.greeting ?? '');
  const note = build('div', { class: 'note' }, greeting, dismiss);
  note.hidden = options.greeting === undefined;
  const panel = drawPanel(page, close);
  const root = build('div', { class: 'root' }, note, button, panel.element, status);
  if (options.color) {
    root.style.setProperty('--color', options.color);
    root.style.setProperty('--on-color', textOn(options.color));
  }

  let language = options.language;
  let unread = 0;
  let isShown = false;
  let opener: HTMLElement | undefined;
  const setTexts = (): void => {
    const said = words[language];
    if (!said) return;
    root.lang = language;
    root.dir = said.dir;
    root.dataset['side'] = options.side ?? (said.dir === 'rtl' ? 'left' : 'right');
    const news = unread > 0 ? said.unread.replace('{count}', String(unread)) : '';
    label.textContent = `${said.label} ${news}`.trim();
    badge.textContent = String(unread);
    badge.hidden = unread === 0;
    status.textContent = news;
    dismiss.setAttribute('aria-label', said.dismiss);
    panel.setWords(said);
  };
  const endGreeting = (): void => {
    if (note.hidden) return;
    note.hidden = true;
    greeted();
  };

  for (const event of ['pointerenter', 'pointerdown', 'focus']) {
    button.addEventListener(event, hint);
    greeting.addEventListener(event, hint);
  }
  button.addEventListener('click', toggle);
  greeting.addEventListener('click', toggle);
  dismiss.addEventListener('click', () => {
    button.focus();
    endGreeting();
  });
  root.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  setTexts();

  return {
    root,
    place: panel.place,
    isFullScreen: panel.isFullScreen,
    show(takeFocus) {
      // Whoever opened the chat gets the focus back: a link of the page's own, perhaps.
      const focused = takeFocus ? document.activeElement : null;
      const isOfPage = focused !== document.body && !focused?.shadowRoot;
      if (!isShown) opener = focused instanceof HTMLElement && isOfPage ? focused : button;
      isShown = true;
      button.setAttribute('aria-expanded', 'true');
      endGreeting();
      panel.show(takeFocus);
    },
    hide() {
      const focused = (root.getRootNode() as ShadowRoot).activeElement;
      isShown = false;
      button.setAttribute('aria-expanded', 'false');
      panel.hide();
      if (focused && panel.element.contains(focused)) (opener?.isConnected ? opener : button).focus();
    },
    setUnread(count) {
      unread = count;
      setTexts();
    },
    setFailed: panel.setFailed,
    setLanguage(chosen) {
      language = chosen;
      setTexts();
    },
  };
}
