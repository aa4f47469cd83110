import { type Api, createApi } from './api.ts';
import { addFrame } from './frame.ts';
import { languageOf, readOptions } from './options.ts';
import { stay } from './stay.ts';
import { drawView } from './view.ts';
import { createWidget, type Widget } from './widget.ts';
import type { Words } from './words.ts';

declare global {
  interface Window {
    /** Until the widget has loaded: the calls made so far. */
    latchkey?: Api | unknown[];
  }
}

/** What the server puts around this script. */
declare const latchkeyParts: {
  readonly styles: string;
  /** By language. */
  readonly words: Readonly<Record<string, Words>>;
};

const { styles, words } = latchkeyParts;
const languages = Object.keys(words);
const greetedKey = 'latchkey.greeted';

const say = (message: string): void => {
  // biome-ignore lint/suspicious/noConsole: it is where the owner of the page looks
  console.error(`[latchkey] ${message}`);
};

/** The element that loads this script: it bears the options and the nonce, and its address says where the chat is. */
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

/** Whether the widget is on the page already: a second element loads nothing twice. */
const isThere = (): boolean => typeof window.latchkey === 'object' && !Array.isArray(window.latchkey);

function start({ src, dataset, nonce }: HTMLScriptElement): void {
  if (isThere()) return;
  const others = [document.documentElement.lang, ...navigator.languages];
  const options = readOptions(dataset, languages, others);
  const isGreeted = attempt(() => sessionStorage.getItem(greetedKey)) !== null;
  const page = new URL('.', src).href;
  const events = new EventTarget();

  const view = drawView({
    words,
    options: isGreeted ? { ...options, greeting: undefined } : options,
    page,
    toggle: () => widget.toggle(),
    close: () => widget.close(),
    hint: () => {
      if (!savesData()) widget.prepare();
    },
    greeted: () => attempt(() => sessionStorage.setItem(greetedKey, '1')),
  });
  const widget: Widget = createWidget({
    view,
    language: options.language,
    addFrame: (language, listener) => {
      const address = new URL('embed', src);
      address.search = String(
        new URLSearchParams({
          lang: language,
          origin: location.origin,
          ...(options.color && { color: options.color }),
        }),
      );
      return addFrame(view.place, address, words[language]?.label ?? '', listener);
    },
    after: (ms, action) => {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
    emit: (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail })),
    // In English, whoever the visitor is: it is for the owner of the page.
    failed: () =>
      say(`${words['en']?.failed} (${page}) ${words['en']?.owner.replace('{origin}', location.origin)}`),
  });

  stay(view.root, styles, nonce ?? '');
  window.latchkey = createApi(
    { widget, events, languageOf: (tag) => languageOf(languages, [tag]), warn: say },
    window.latchkey,
  );
  // A page that is covered at once, on a small screen, is no help to anyone.
  if (options.open && !view.isFullScreen()) widget.open(false);
}

/** Whether the person pays for what is loaded, and has said so. */
const savesData = (): boolean =>
  (navigator as { connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Storage may be blocked. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

if (script && !isThere()) {
  const { readyState } = document;
  if (readyState === 'loading') document.addEventListener('DOMContentLoaded', () => start(script));
  else start(script);
}
