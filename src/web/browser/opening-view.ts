import { escapeHtml } from '../shared/escape-html.ts';
import { renderMarkdown } from '../shared/markdown.ts';
import type { Line } from './opening-talk.ts';

export interface OpeningView {
  /** What was typed and not sent. */
  readonly draft: string;
  show(lines: readonly Line[], choices: readonly string[]): void;
}

export interface OpeningViewParts {
  /** `#opening`, as the server drew it. */
  readonly element: HTMLElement;
  readonly words: Readonly<Record<'newTab' | 'botSaid' | 'youSaid' | 'justNow', string>>;
  /** Told what the person presses or types. */
  readonly said: (text: string) => void;
  readonly now: () => number;
}

/** For how long something was said just now, in ms. */
const freshMs = 60_000;

/** Shows the talk until Web Chat takes over, laid out as Web Chat does, so that nothing moves when it does. */
export function createOpeningView({ element, words, said, now }: OpeningViewParts): OpeningView {
  const part = <Kind extends Element>(selector: string): Kind => {
    const found = element.querySelector<Kind>(selector);
    if (!found) throw new Error(`The opening has no ${selector}.`);
    return found;
  };
  const log = part<HTMLElement>('.lines');
  const choices = part<HTMLElement>('.choices');
  const box = part<HTMLTextAreaElement>('textarea');
  const form = part<HTMLFormElement>('form');

  choices.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.textContent) said(button.textContent);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === '') return;
    box.value = '';
    said(text);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // Pressed before this script had loaded.
  const pressed = choices.querySelector<HTMLElement>('[data-pressed]');
  if (pressed?.textContent) queueMicrotask(() => said(pressed.textContent ?? ''));

  const draw = ({ who, text }: Line): HTMLElement => {
    const line = document.createElement('div');
    line.className = `line ${who}`;
    const html =
      who === 'bot' ? renderMarkdown(text, words.newTab, location.origin) : `<p>${escapeHtml(text)}</p>`;
    line.innerHTML = `<span class="unseen">${escapeHtml(who === 'bot' ? words.botSaid : words.youSaid)} </span><div class="bubble">${html}</div>`;
    return line;
  };
  /** When a group of lines was said; Web Chat writes it below them as well. */
  const drawTime = ({ at }: Line): HTMLElement => {
    const when = document.createElement('p');
    when.className = 'when';
    when.textContent = now() - at < freshMs ? words.justNow : '\u00a0';
    return when;
  };

  return {
    get draft() {
      return box.value;
    },
    show(lines, titles) {
      const wanted = lines.flatMap((line, index) =>
        lines[index + 1]?.who === line.who ? [draw(line)] : [draw(line), drawTime(line)],
      );
      if (log.childElementCount === 0) quietly(log);
      replaceChanged(log, wanted);
      log.scrollTop = log.scrollHeight;
      const focused = choices.contains(document.activeElement);
      replaceChanged(
        choices,
        titles.map((title) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.textContent = title;
          return button;
        }),
      );
      // A button that was pressed is gone; the next words, or a button to come, are reached from here.
      if (focused && document.activeElement === document.body) box.focus({ preventScroll: true });
    },
  };
}

const quietMs = 1_000;

/** What stands there all at once was said before: it can be read, and is not called out. */
function quietly(log: HTMLElement): void {
  log.setAttribute('aria-live', 'off');
  setTimeout(() => log.removeAttribute('aria-live'), quietMs);
}

/** Leaves alone what stands there already, so that it is neither drawn nor read out again. */
function replaceChanged(parent: Element, wanted: readonly HTMLElement[]): void {
  wanted.forEach((element, index) => {
    const present = parent.children[index];
    if (!present) parent.append(element);
    else if (present.className !== element.className || present.textContent !== element.textContent)
      present.replaceWith(element);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild?.remove();
}
