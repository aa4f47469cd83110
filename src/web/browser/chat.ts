import { renderMarkdown } from '../shared/markdown.ts';
import { deliverBy } from './delivery.ts';
import type { Ending, Transport } from './keep-connected.ts';
import type { PageData } from './page-data.ts';
import type { Session } from './session.ts';
import { styleOptions } from './style-options.ts';
import { type Succession, succeed } from './succession.ts';
import { createWebChatView, type View, type ViewListener, type WebChatView } from './view.ts';
import { connectionStatus, type WebChat } from './web-chat.ts';
import { webChatStrings } from './web-chat-strings.ts';

export interface ChatOptions {
  readonly webChat: WebChat;
  /** The element in which the chat stands. */
  readonly place: HTMLElement;
  /** What stands there until Web Chat takes over. */
  readonly opening: View;
  readonly data: PageData;
  readonly nonce: string;
  /** Gets another token for a session. */
  readonly renew: (session: Session) => Promise<Session>;
  readonly newId: () => string;
  /** How many sockets are open now. */
  readonly openSockets: () => number;
  /** Told of what is said. */
  readonly listener: ViewListener;
  /** Told whether messages come and go in what is shown, at each change. */
  readonly connected: (connected: boolean) => void;
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
  const { webChat, place, data, nonce, renew, newId, openSockets, listener, connected } = options;
  let shown = options.opening;
  let socketsChanged = (): void => {};
  let hurry = (): void => {};
  let leave = (): void => {};

  function hold(session: Session, transport: Transport): Promise<Ending> {
    // Never a conversation's id: starting it again replays it as well, and greets if it had not begun.
    const directLine = webChat.createDirectLine({
      token: session.token,
      domain: session.domain,
      webSocket: transport === 'socket',
      // Not every Direct Line learns the language with the token: Azure's greets by this.
      conversationStartProperties: { locale: data.lang },
    });
    const works = (): boolean => (transport === 'socket' ? openSockets() > 0 : online);
    let online = false;
    let isSlow = false;
    let tell = (): void => {};
    let deaf = (): void => {};
    const { outbox, stop } = deliverBy(directLine, session, {
      renew: () => renew(session),
      connected: works,
      slow(now) {
        isSlow = now;
        tell();
      },
      deaf: () => deaf(),
      newId,
    });
    const view = createWebChatView(webChat, session.conversationId, listener, outbox);
    place.append(view.element);
    webChat.renderWebChat(
      {
        directLine,
        store: view.store,
        locale: data.lang,
        dir: data.dir,
        nonce,
        renderMarkdown: (markdown) => renderMarkdown(markdown, data.words.newTab),
        styleOptions,
        overrideLocalizedStrings: webChatStrings(data.words),
      },
      view.element,
    );

    return new Promise((resolve) => {
      let worked = false;
      tell = () => {
        worked ||= works();
        connected(works() && !isSlow && shown === view);
      };
      deaf = () => {
        if (worked) finish('lost');
      };
      const succession = follow(view, tell);
      const finish = (reason: Ending['reason']): void => {
        clearTimeout(timer);
        subscription.unsubscribe();
        socketsChanged = () => {};
        hurry = () => {};
        leave = () => {};
        stop();
        succession.cancel();
        if (shown !== view) view.element.remove();
        connected(false);
        directLine.end();
        resolve({ reason, worked });
      };
      const timer = setTimeout(() => {
        if (transport === 'socket' && online && !worked) finish('noSocket');
      }, socketMs);
      socketsChanged = () => {
        tell();
        if (works()) outbox.hurry();
      };
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

  /** Puts a view in the place of the one that is shown, at once or soon. */
  function follow(next: WebChatView, done: () => void): Succession {
    const former = shown;
    const goesOn = former.conversation === undefined || former.conversation === next.conversation;
    const handOver = (): void => {
      // What was said in a conversation that is no more answers nothing that is asked in another.
      const unsent = goesOn ? former.unsent() : [];
      const draft = former.close();
      shown = next;
      for (const one of unsent) next.sayAgain(one);
      if (draft !== '') next.setDraft(draft);
      done();
    };
    if (goesOn) {
      return succeed({
        former: former.element,
        next: next.element,
        busy: former.busy,
        unsent: () => former.unsent().length,
        handOver,
      });
    }
    // Another conversation: nothing of the former one is to stand there any longer.
    handOver();
    former.element.remove();
    return { cancel: () => {} };
  }

  return {
    hold,
    say: (text) => shown.say(text),
    socketsChanged: () => socketsChanged(),
    hurry: () => hurry(),
    leave: () => leave(),
  };
}

const endings: Readonly<Record<number, Ending['reason']>> = {
  [connectionStatus.expiredToken]: 'expired',
  [connectionStatus.failedToConnect]: 'failed',
  [connectionStatus.ended]: 'ended',
};
