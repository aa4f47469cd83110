import type { Widget, WidgetEvents } from './widget.ts';

/** What a listener is told, by the event's name. */
interface ApiEvents extends WidgetEvents {
  /** The button stands on the page. Told to those too who ask later. */
  readonly ready: Record<string, never>;
}

/** What the owner's page can ask of the widget: `window.latchkey`. */
export interface Api {
  open(): void;
  close(): void;
  /** @param tag a language tag; one that there are no words in means English */
  setLocale(tag: string): void;
  /** Forgets the conversation in this browser. @returns whether that was done */
  shutdown(): Promise<boolean>;
  /** @returns a function that ends the listening */
  on<Name extends keyof ApiEvents>(name: Name, listener: (detail: ApiEvents[Name]) => void): () => void;
  /** A call as a list of its name and its arguments: the form that can be used before the widget has loaded. */
  push(call: readonly unknown[]): void;
}

export interface ApiParts {
  readonly widget: Pick<Widget, 'open' | 'close' | 'shutdown' | 'setLanguage'>;
  /** Carries what `emit` is told: each event bears its details as `detail`. */
  readonly events: EventTarget;
  /** The language of ours that a tag means. */
  readonly languageOf: (tag: string) => string;
  /** Told of a call that is none. */
  readonly warn: (message: string) => void;
}

/**
 * Makes the API, and carries out the calls that were made before.
 *
 * @param queue what the page has put into `window.latchkey` until now
 */
export function createApi({ widget, events, languageOf, warn }: ApiParts, queue: unknown): Api {
  const api: Api = {
    open: () => widget.open(),
    close: () => widget.close(),
    setLocale: (tag) => widget.setLanguage(languageOf(String(tag))),
    shutdown: () => widget.shutdown(),
    on(name, listener) {
      const hear = (event: Event): void => listener((event as CustomEvent).detail);
      events.addEventListener(name, hear);
      let wanted = true;
      if (name === 'ready') {
        queueMicrotask(() => {
          if (wanted) hear(new CustomEvent(name, { detail: {} }));
        });
      }
      return () => {
        wanted = false;
        events.removeEventListener(name, hear);
      };
    },
    push(call) {
      const [name, ...rest] = Array.isArray(call) ? (call as unknown[]) : [];
      const method = calls.find((one) => one === name);
      if (!method) return warn(`There is no call ${JSON.stringify(name)}.`);
      (api[method] as (...rest: unknown[]) => unknown)(...rest);
    },
  };
  if (Array.isArray(queue)) for (const call of queue) api.push(call);
  return api;
}

const calls = ['open', 'close', 'setLocale', 'shutdown', 'on'] as const;
