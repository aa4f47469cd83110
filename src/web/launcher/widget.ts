import type { Outcome, ToFrame, ToLauncher } from './messages.ts';

/** What is told to the owner's page, by name. */
export interface WidgetEvents {
  /** How many messages came since the chat was closed; 0 once it is open again. */
  readonly unread: { readonly count: number };
  /** The talk has come to its end. */
  readonly outcome: { readonly outcome: Outcome };
}

/** What the person sees of the widget on the page. */
export interface View {
  /** @param takeFocus whether the focus goes into the chat */
  show(takeFocus: boolean): void;
  hide(): void;
  setUnread(count: number): void;
  /** Shows that the chat did not open, in its place. */
  setFailed(failed: boolean): void;
  setLanguage(language: string): void;
}

/** The document in the frame. */
export interface Frame {
  send(message: ToFrame): void;
  remove(): void;
}

/** Told of what comes from a frame. */
export interface FrameListener {
  message(message: ToLauncher): void;
  /** It has loaded; a refusal to be shown on this page counts as loaded too. */
  loaded(): void;
}

export interface WidgetParts {
  readonly view: View;
  /** Loads the chat in a frame. */
  readonly addFrame: (language: string, listener: FrameListener) => Frame;
  /** Calls `action` after `ms`, unless the returned function is called first. */
  readonly after: (ms: number, action: () => void) => () => void;
  readonly emit: <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void;
  /** Told when the chat does not answer. */
  readonly failed: () => void;
  readonly language: string;
}

/** The button, the panel and the frame as one. */
export interface Widget {
  open(takeFocus?: boolean): void;
  close(): void;
  toggle(): void;
  /** Loads the chat's files ahead, for the person is about to open it. */
  prepare(): void;
  /** @param language one of those that there are words in */
  setLanguage(language: string): void;
  /**
   * Closes the chat and has it forget, in this browser, the conversation.
   *
   * @returns whether it has: false when the chat cannot be reached
   */
  shutdown(): Promise<boolean>;
}

/** How long a frame may take to load and say hello, and to say hello once it has loaded, in ms. */
const loadMs = 20_000;
const helloMs = 3_000;

/** A frame, and how far its chat has come. */
interface Link {
  readonly frame: Frame;
  state: 'loading' | 'ready' | 'failed';
}

/** Opens and closes the chat. There is at most one frame, and none before the person shows an interest. */
export function createWidget({ view, addFrame, after, emit, failed, language }: WidgetParts): Widget {
  let spoken = language;
  let isOpen = false;
  let takesFocus = false;
  let unread = 0;
  let link: Link | undefined;
  let cancelDeadline = (): void => {};
  let forgetting:
    | { readonly done: Promise<boolean>; readonly finish: (forgotten: boolean) => void }
    | undefined;

  function connect(): void {
    if (link && link.state !== 'failed') return;
    disconnect();
    // A frame that was removed may still be heard of.
    const ifCurrent =
      <Rest extends unknown[]>(action: (...rest: Rest) => void) =>
      (...rest: Rest): void => {
        if (link === mine) action(...rest);
      };
    const fail = ifCurrent(giveUp);
    cancelDeadline = after(loadMs, fail);
    const frame = addFrame(spoken, {
      message: ifCurrent(receive),
      loaded: ifCurrent(() => {
        if (mine.state !== 'loading') return;
        cancelDeadline();
        cancelDeadline = after(helloMs, fail);
      }),
    });
    const mine: Link = { frame, state: 'loading' };
    link = mine;
  }

  function disconnect(): void {
    cancelDeadline();
    link?.frame.remove();
    link = undefined;
    view.setFailed(false);
  }

  function giveUp(): void {
    if (!link) return;
    link.state = 'failed';
    view.setFailed(true);
    failed();
    forgetting?.finish(false);
  }

  const send = (message: ToFrame): void => {
    if (link?.state === 'ready') link.frame.send(message);
  };

  /** Tells a chat that listens what it is to do. */
  function instruct(): void {
    if (forgetting) send({ latchkey: 'shutdown' });
    else if (isOpen) send({ latchkey: 'open', focus: takesFocus });
  }

  function receive(message: ToLauncher): void {
    switch (message.latchkey) {
      case 'hello':
        cancelDeadline();
        if (link) link.state = 'ready';
        view.setFailed(false);
        instruct();
        break;
      case 'close':
        close();
        break;
      case 'unread':
        if (!isOpen) setUnread(message.count);
        break;
      case 'outcome':
        emit('outcome', { outcome: message.outcome });
        break;
      case 'forgotten':
        forgetting?.finish(true);
    }
  }

  function setUnread(count: number): void {
    if (count === unread) return;
    unread = count;
    view.setUnread(count);
    emit('unread', { count });
  }

  function open(takeFocus = true): void {
    isOpen = true;
    takesFocus = takeFocus;
    setUnread(0);
    connect();
    view.show(takeFocus);
    instruct();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    view.hide();
    send({ latchkey: 'close' });
  }

  function shutdown(): Promise<boolean> {
    close();
    setUnread(0);
    if (!forgetting) {
      let finish: (forgotten: boolean) => void = () => {};
      const done = new Promise<boolean>((resolve) => {
        finish = (forgotten) => {
          forgetting = undefined;
          if (forgotten) disconnect();
          resolve(forgotten);
          if (isOpen && forgotten) connect();
        };
      });
      forgetting = { done, finish };
      connect();
      instruct();
    }
    return forgetting.done;
  }

  return {
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    prepare: connect,
    setLanguage(chosen) {
      if (chosen === spoken) return;
      spoken = chosen;
      view.setLanguage(chosen);
      if (!link) return;
      disconnect();
      if (isOpen || forgetting) connect();
    },
    shutdown,
  };
}
