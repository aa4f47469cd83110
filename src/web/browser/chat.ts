import type { Ending, Transport } from './keep-connected.ts';
import { renderMarkdown } from './markdown.ts';
import type { PageData } from './page-data.ts';
import type { Session } from './session.ts';
import { styleOptions } from './style-options.ts';
import { connectionStatus, type StoreMiddleware, type WebChat, type WebChatStore } from './web-chat.ts';

export interface ChatOptions {
  readonly webChat: WebChat;
  /** The element in which the chat stands. */
  readonly place: HTMLElement;
  readonly data: PageData;
  readonly nonce: string;
  /** How many sockets are open now. */
  readonly openSockets: () => number;
  /** Told of what is said. */
  readonly listener: ChatListener;
  /** Told whether messages come and go, at each change. */
  readonly connected: (connected: boolean) => void;
}

export interface ChatListener {
  /** The person says something. */
  said(): void;
  /** An activity comes, in order; all of them again when the conversation is replayed. */
  heard(activity: unknown): void;
}

export interface Chat {
  hold(session: Session, transport: Transport): Promise<Ending>;
  /** To be called when a socket was opened or closed. */
  socketsChanged(): void;
  /** Gives up a connection that was lost, rather than wait for the client's next attempt: there is a network again. */
  hurry(): void;
}

/** How long a socket may take before it is taken that none passes, in ms. */
const socketMs = 8_000;

/** Shows Web Chat for one session after another, in the same place, with what was typed and not sent. */
export function createChat(options: ChatOptions): Chat {
  const { webChat, place, data, nonce, openSockets, listener, connected } = options;
  let store: WebChatStore | undefined;
  let socketsChanged = (): void => {};
  let hurry = (): void => {};

  function hold(session: Session, transport: Transport): Promise<Ending> {
    // Never a conversation's id: starting it again replays it as well, and greets if it had not begun.
    const directLine = webChat.createDirectLine({
      token: session.token,
      domain: session.domain,
      webSocket: transport === 'socket',
    });
    const draft = store?.getState().sendBoxValue;
    store = webChat.createStore(undefined, tellOf(listener));
    if (typeof draft === 'string' && draft !== '') {
      store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: draft } });
    }
    const element = document.createElement('div');
    element.className = 'web-chat';
    place.replaceChildren(element);
    webChat.renderWebChat(
      {
        directLine,
        store,
        locale: data.lang,
        dir: data.dir,
        nonce,
        renderMarkdown: (markdown) => renderMarkdown(markdown, data.words.newTab),
        styleOptions,
        overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: data.words.placeholder },
      },
      element,
    );

    return new Promise((resolve) => {
      let worked = false;
      let online = false;
      const works = (): boolean => (transport === 'socket' ? openSockets() > 0 : online);
      const tell = (): void => {
        worked ||= works();
        connected(works());
      };
      const finish = (reason: Ending['reason']): void => {
        clearTimeout(timer);
        subscription.unsubscribe();
        socketsChanged = () => {};
        hurry = () => {};
        connected(false);
        directLine.end();
        resolve({ reason, worked });
      };
      const timer = setTimeout(() => {
        if (transport === 'socket' && online && !worked) finish('noSocket');
      }, socketMs);
      socketsChanged = tell;
      hurry = () => {
        if (worked && !works()) finish('lost');
      };
      const subscription = directLine.connectionStatus$.subscribe((status) => {
        online = status === connectionStatus.online;
        tell();
        const reason = endings[status];
        // Not within its own call: the client is still telling others of it.
        if (reason) queueMicrotask(() => finish(reason));
      });
    });
  }

  return { hold, socketsChanged: () => socketsChanged(), hurry: () => hurry() };
}

const tellOf =
  (listener: ChatListener): StoreMiddleware =>
  () =>
  (next) =>
  (action) => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') listener.said();
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') listener.heard(action.payload?.activity);
    return next(action);
  };

const endings: Readonly<Record<number, Ending['reason']>> = {
  [connectionStatus.expiredToken]: 'expired',
  [connectionStatus.failedToConnect]: 'failed',
  [connectionStatus.ended]: 'ended',
};
