import type { StoreMiddleware, WebChat, WebChatStore } from './web-chat.ts';

/** One way in which the conversation is shown. */
export interface View {
  readonly element: HTMLElement;
  /** The conversation it shows; undefined when it goes along with whichever is opened. */
  readonly conversation?: string;
  /** Whether it is in the middle of something that another view cannot know yet. */
  busy(): boolean;
  say(text: string): void;
  /** What was said in it and got nowhere; it shows that last. */
  unsent(): readonly string[];
  /** Ends it. @returns what was typed and not said */
  close(): string;
}

/** The view that Web Chat draws, over a store of its own. */
export interface WebChatView extends View {
  readonly store: WebChatStore;
  setDraft(text: string): void;
  /** Its connection is given up: what is said from now on gets nowhere. */
  die(): void;
}

export interface ViewListener {
  /** The person says something. */
  said(): void;
  /** An activity comes, in order; all of them again when the conversation is replayed. */
  heard(activity: unknown): void;
}

/** Makes the view; nothing is drawn yet. */
export function createWebChatView(
  webChat: WebChat,
  conversation: string,
  listener: ViewListener,
): WebChatView {
  const element = document.createElement('div');
  element.className = 'web-chat';
  const unsent: string[] = [];
  let isDead = false;
  const listen: StoreMiddleware = () => (next) => (action) => {
    const activity = action.payload?.activity;
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') listener.heard(activity);
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') {
      listener.said();
      const text = (activity as { readonly text?: unknown } | undefined)?.text;
      if (isDead && typeof text === 'string') unsent.push(text);
    }
    return next(action);
  };
  const store = webChat.createStore(undefined, listen);
  const dispatch = (type: string, text: string): void => store.dispatch({ type, payload: { text } });
  return {
    element,
    store,
    conversation,
    busy: () => false,
    say: (text) => dispatch('WEB_CHAT/SEND_MESSAGE', text),
    setDraft: (text) => dispatch('WEB_CHAT/SET_SEND_BOX', text),
    unsent: () => unsent,
    die() {
      isDead = true;
    },
    close() {
      const { sendBoxValue } = store.getState();
      return typeof sendBoxValue === 'string' ? sendBoxValue : '';
    },
  };
}
