import { renderMarkdown } from '../shared/markdown.ts';
import type { Ending, Transport } from './keep-connected.ts';
import type { PageData } from './page-data.ts';
import type { Session } from './session.ts';
import { styleOptions } from './style-options.ts';
import { type Succession, succeed } from './succession.ts';
import { connectionStatus, type StoreMiddleware, type WebChat, type WebChatStore } from './web-chat.ts';

export interface ChatOptions {
  readonly webChat: WebChat;
  /** The element in which the chat stands. */
  readonly place: HTMLElement;
  /** What stands there until Web Chat takes over. */
  readonly opening: View;
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

/** One way in which the conversation is shown. */
export interface View {
  readonly element: HTMLElement;
  /** The conversation it shows; undefined when it goes along with whichever is opened. */
  readonly conversation?: string;
  /** Whether it is in the middle of something that another view cannot know yet. */
  busy(): boolean;
  say(text: string): void;
  /** Ends it. @returns what was typed and not sent, and what was sent and got nowhere */
  close(): { readonly draft: string; readonly unsent: readonly string[] };
}

export interface Chat {
  hold(session: Session, transport: Transport): Promise<Ending>;
  /** Says something for the person, as if it had been typed. */
  say(text: string): void;
  /** To be called when a socket was opened or closed. */
  socketsChanged(): void;
  /** Gives up a connection that was lost, rather than wait for the client's next attempt: there is a network again. */
  hurry(): void;
  /** Gives up the conversation, which is no more. */
  leave(): void;
}

/** How long a socket may take before it is taken that none passes, in ms. */
const socketMs = 8_000;

/** Shows Web Chat for one session after another, in the same place, with what was typed and not sent. */
export function createChat(options: ChatOptions): Chat {
  const { webChat, place, data, nonce, openSockets, listener, connected } = options;
  let shown: View = options.opening;
  let socketsChanged = (): void => {};
  let hurry = (): void => {};
  let leave = (): void => {};

  function hold(session: Session, transport: Transport): Promise<Ending> {
    // Never a conversation's id: starting it again replays it as well, and greets if it had not begun.
    const directLine = webChat.createDirectLine({
      token: session.token,
      domain: session.domain,
      webSocket: transport === 'socket',
    });
    const store = webChat.createStore(undefined, tellOf(listener));
    const element = document.createElement('div');
    element.className = 'web-chat';
    place.append(element);
    webChat.renderWebChat(
      {
        directLine,
        store,
        locale: data.lang,
        dir: data.dir,
        nonce,
        renderMarkdown: (markdown) => renderMarkdown(markdown, data.words.newTab, location.origin),
        styleOptions,
        overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: data.words.placeholder },
      },
      element,
    );
    const succession = follow(webChatView(element, session.conversationId, store));

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
        leave = () => {};
        if (!succession.done) {
          succession.cancel();
          element.remove();
        }
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
      leave = () => finish('ended');
      const subscription = directLine.connectionStatus$.subscribe((status) => {
        online = status === connectionStatus.online;
        tell();
        const reason = endings[status];
        // Not within its own call: the client is still telling others of it.
        if (reason) queueMicrotask(() => finish(reason));
      });
    });
  }

  /** Puts a view in the place of the one that is shown. */
  function follow(next: WebChatView): Succession {
    const former = shown;
    const handOver = (): void => {
      const { draft, unsent } = former.close();
      shown = next;
      for (const text of unsent) next.say(text);
      if (draft !== '') next.setDraft(draft);
    };
    if (former.conversation !== undefined && former.conversation !== next.conversation) {
      // Another conversation: nothing of the former one is to stand there any longer.
      handOver();
      former.element.remove();
      return { done: true, cancel: () => {} };
    }
    return succeed({ former: former.element, next: next.element, busy: former.busy, handOver });
  }

  return {
    hold,
    say: (text) => shown.say(text),
    socketsChanged: () => socketsChanged(),
    hurry: () => hurry(),
    leave: () => leave(),
  };
}

interface WebChatView extends View {
  setDraft(text: string): void;
}

function webChatView(element: HTMLElement, conversation: string, store: WebChatStore): WebChatView {
  const dispatch = (type: string, text: string): void => store.dispatch({ type, payload: { text } });
  return {
    element,
    conversation,
    busy: () => false,
    say: (text) => dispatch('WEB_CHAT/SEND_MESSAGE', text),
    setDraft: (text) => dispatch('WEB_CHAT/SET_SEND_BOX', text),
    close() {
      const { sendBoxValue } = store.getState();
      return { draft: typeof sendBoxValue === 'string' ? sendBoxValue : '', unsent: [] };
    },
  };
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
