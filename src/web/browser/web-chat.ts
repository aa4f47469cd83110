import type { Outgoing } from './outbox.ts';

/**
 * The part of Web Chat (4.18, minimal bundle) that this page uses, as its prebuilt file puts it on `window`. The package's
 * own types name hundreds of packages that are not installed here.
 */
export interface WebChat {
  createDirectLine(options: {
    readonly token: string;
    readonly domain: string;
    readonly webSocket: boolean;
    /** Goes with the start of a conversation. */
    readonly conversationStartProperties: { readonly locale: string };
  }): DirectLine;
  createStore(state: object | undefined, ...middleware: readonly StoreMiddleware[]): WebChatStore;
  renderWebChat(props: WebChatProps, element: HTMLElement): void;
}

export interface DirectLine {
  readonly connectionStatus$: { subscribe(next: (status: number) => void): { unsubscribe(): void } };
  /** Posts once; tells the id that it was given, or `retry` when it got nowhere. Web Chat calls it, and may be given another. */
  postActivity: (activity: Outgoing) => Posted;
  /** Goes on with another token. While it is online, that is all that it does. */
  reconnect(conversation: { readonly token: string; readonly streamUrl: string }): void;
  end(): void;
}

/** As much of an observable as Web Chat needs of what tells of a post. */
export interface Posted {
  subscribe(observer: {
    readonly next: (id: string) => void;
    readonly error: (error: unknown) => void;
    readonly complete?: () => void;
  }): { unsubscribe(): void };
}

/** The values of `connectionStatus$`. */
export const connectionStatus = { online: 2, expiredToken: 3, failedToConnect: 4, ended: 5 } as const;

/** The Redux store in which Web Chat keeps what it shows. */
export interface WebChatStore {
  getState(): { readonly sendBoxValue?: unknown };
  dispatch(action: { readonly type: string; readonly payload: object; readonly meta?: object }): void;
}

export interface StoreAction {
  readonly type: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Sees each action before the store does. */
export type StoreMiddleware = () => (
  next: (action: StoreAction) => unknown,
) => (action: StoreAction) => unknown;

export interface WebChatProps {
  readonly directLine: DirectLine;
  readonly store: WebChatStore;
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly nonce: string;
  readonly renderMarkdown: (markdown: string) => string;
  readonly styleOptions: object;
  readonly overrideLocalizedStrings: Readonly<Record<string, string>>;
}

declare global {
  interface Window {
    WebChat?: WebChat;
  }
}
