import { outboxKey } from './delivery.ts';
import type { Outbox, Unsent } from './outbox.ts';
import type { StoreAction, StoreMiddleware, WebChat, WebChatStore } from './web-chat.ts';

/** One way in which the conversation is shown. */
export interface View {
  readonly element: HTMLElement;
  /** The conversation it shows; undefined when it goes along with whichever is opened. */
  readonly conversation?: string;
  /** Whether it is in the middle of something that another view cannot know yet. */
  busy(): boolean;
  say(text: string): void;
  /** What was said in it and got nowhere; it shows that last. */
  unsent(): readonly Unsent[];
  /** Ends it. @returns what was typed and not said */
  close(): string;
}

/** The view that Web Chat draws, over a store of its own. */
export interface WebChatView extends View {
  readonly store: WebChatStore;
  /** Says something that another view did not get through. */
  sayAgain(unsent: Unsent): void;
  setDraft(text: string): void;
}

export interface ViewListener {
  /** The person says something. */
  said(): void;
  /** An activity comes, in order; all of them again when the conversation is replayed. */
  heard(activity: unknown): void;
}

/** What is read of Web Chat's activities. */
interface Activity {
  readonly text?: unknown;
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** Makes the view; nothing is drawn yet. */
export function createWebChatView(
  webChat: WebChat,
  conversation: string,
  listener: ViewListener,
  outbox: Outbox,
): WebChatView {
  const element = document.createElement('div');
  element.className = 'web-chat';
  const listen: StoreMiddleware = () => (next) => (action) => {
    const activity: Activity = action.payload?.['activity'] ?? {};
    if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
      listener.heard(activity);
      return next(knownHere(action, activity, outbox));
    }
    // It is not lost: the next view gets it through, or shows it. So nobody is asked to try it again.
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED' && !outbox.isRefused(idIn(action.meta)))
      return undefined;
    if (outbox.isClosed && said[action.type]) {
      const text = said[action.type]?.(action.payload);
      if (typeof text !== 'string' || text.trim() === '') return undefined;
      listener.said();
      for (const shown of showWaiting(text, outbox.add(text))) next(shown);
      return undefined;
    }
    if (action.type !== 'DIRECT_LINE/POST_ACTIVITY') return next(action);
    listener.said();
    const { text, channelData } = activity;
    const former = channelData?.[outboxKey];
    const id = outbox.add(
      typeof text === 'string' ? text : '',
      typeof former === 'string' ? former : undefined,
    );
    return next(withChannelData(action, activity, { [outboxKey]: id }));
  };
  const store = webChat.createStore(undefined, listen);
  const post = (text: string, channelData: object): void =>
    store.dispatch({
      type: 'DIRECT_LINE/POST_ACTIVITY',
      meta: { method: 'keyboard' },
      payload: { activity: { type: 'message', text, textFormat: 'plain', channelData } },
    });
  return {
    element,
    store,
    conversation,
    busy: () => false,
    say: (text) => post(text, {}),
    sayAgain({ text, id }) {
      // It did get through, and only the answer was lost.
      if (!outbox.hasHeard(id)) post(text, { [outboxKey]: id });
    },
    setDraft: (text) => store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } }),
    unsent: outbox.unsent,
    close() {
      const { sendBoxValue } = store.getState();
      return typeof sendBoxValue === 'string' ? sendBoxValue : '';
    },
  };
}

/** How something is said; of these Web Chat itself takes no notice while it has no connection. What is typed it keeps in its box. */
const said: Readonly<Record<string, (payload: StoreAction['payload']) => unknown>> = {
  'WEB_CHAT/SEND_MESSAGE': (payload) => payload?.['text'],
  'DIRECT_LINE/POST_ACTIVITY': (payload) => (payload?.['activity'] as Activity | undefined)?.text,
};

/** Shows what was said as Web Chat does while it is being sent. */
const showWaiting = (text: string, id: string): readonly StoreAction[] => [
  {
    type: 'DIRECT_LINE/POST_ACTIVITY_PENDING',
    meta: { clientActivityID: id },
    payload: {
      activity: {
        type: 'message',
        text,
        textFormat: 'plain',
        from: { role: 'user' },
        localTimestamp: new Date().toISOString(),
        channelData: { clientActivityID: id },
      },
    },
  },
  { type: 'WEB_CHAT/SET_SUGGESTED_ACTIONS', payload: { suggestedActions: [] } },
];

/** Gives an echo the id by which Web Chat knows what it echoes. */
function knownHere(action: StoreAction, activity: Activity, outbox: Outbox): StoreAction {
  const own = outbox.heard(idIn(activity.channelData));
  return own === undefined ? action : withChannelData(action, activity, { clientActivityID: own });
}

const withChannelData = (action: StoreAction, activity: Activity, more: object): StoreAction => ({
  ...action,
  payload: {
    ...action.payload,
    activity: { ...activity, channelData: { ...activity.channelData, ...more } },
  },
});

const idIn = (fields: Readonly<Record<string, unknown>> | undefined): string =>
  String(fields?.['clientActivityID']);
