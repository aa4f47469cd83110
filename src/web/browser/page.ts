import { storeOf } from './browser-store.ts';
import { type Chat, createChat } from './chat.ts';
import { type Activity, createDirectLineCalls } from './direct-line-calls.ts';
import { forgetConversation } from './forget-conversation.ts';
import { joinLauncher } from './frame.ts';
import { keepConnected } from './keep-connected.ts';
import { createMemory } from './memory.ts';
import { offerMenu } from './menu.ts';
import { createOpeningTalk } from './opening-talk.ts';
import { createOpeningView } from './opening-view.ts';
import { readPageData } from './page-data.ts';
import { postToken } from './post-token.ts';
import { saveText } from './save-text.ts';
import { openSession, renewSession, type Session } from './session.ts';
import { createStatus } from './status-line.ts';
import { createTranscript } from './transcript.ts';
import { watchSockets } from './watch-sockets.ts';
import type { WebChat } from './web-chat.ts';
import { createWelcomeBack } from './welcome-back.ts';

const data = readPageData(document);
const { words } = data;
const nonce = (document.currentScript as HTMLScriptElement | null)?.nonce ?? '';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};
/** How often it is looked whether the connection has died, in ms. */
const lookMs = 5_000;
const newId = (): string => `page-${Math.random().toString(36).slice(2)}${Date.now().toString(36)}`;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const memory = createMemory(storeOf('localStorage'), storeOf('sessionStorage'));
const launcher = joinLauncher(data.parents, memory.forget);
const returns = memory.read() !== undefined;
const transcript = createTranscript();
let chat: Chat | undefined;
let session: Session | undefined;

const tellStatus = createStatus(
  {
    network: navigator.onLine,
    connected: false,
    began: false,
    unreachable: false,
    isOff: false,
    readable: !returns,
  },
  {
    show(line) {
      const status = element('status');
      status.hidden = line === undefined;
      if (line !== undefined && status.textContent !== words[line]) status.textContent = words[line];
    },
    later(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  },
);

const welcomeBack = createWelcomeBack({
  place: element('back'),
  words,
  now: Date.now,
  answer: () => say(words.goOn),
});
const listener = {
  said(): void {
    welcomeBack.hide();
    launcher.said();
  },
  heard(activity: unknown): void {
    transcript.hear(activity as Activity);
    launcher.heard(activity);
  },
};

const opening = createOpeningTalk({
  greeting: returns ? [] : data.greeting,
  show(lines, choices) {
    openingView.show(lines, choices);
    if (lines.length > 0) tellStatus({ readable: true });
  },
  heard(activities) {
    for (const activity of activities) listener.heard(activity);
    if (returns) welcomeBack.greet(transcript);
  },
  newId,
  now: Date.now,
  pause,
});
const openingView = createOpeningView({
  element: element('opening'),
  words,
  now: Date.now,
  said(text) {
    listener.said();
    opening.say(text);
  },
});

/** Says something for the person. */
function say(text: string): void {
  if (chat) chat.say(text);
  else opening.say(text);
}

/** Web Chat, once its script has run; never, when it does not load: then the page says so by itself. */
const webChatLoaded = new Promise<WebChat>((resolve) => {
  const give = (): void => {
    if (window.WebChat) resolve(window.WebChat);
  };
  give();
  element('webchat-script').addEventListener('load', give);
});

addEventListener('online', () => {
  tellStatus({ network: true });
  chat?.hurry();
});
addEventListener('offline', () => tellStatus({ network: false }));
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  sockets.look();
  chat?.hurry();
});
const sockets = watchSockets({
  scope: window,
  host: location.host,
  now: Date.now,
  changed: () => chat?.socketsChanged(),
});
let lookedAt = Date.now();
setInterval(() => {
  const before = sockets.open;
  sockets.look();
  const hasSlept = Date.now() - lookedAt > 3 * lookMs;
  lookedAt = Date.now();
  // One that was just closed the client opens again by itself.
  if (sockets.open < before || hasSlept) chat?.hurry();
}, lookMs);

/** Gets a session, and lets the opening talk by it where that is this server's own. */
async function open(): Promise<Session> {
  const opened = await openSession(postToken, memory, data.lang);
  session = opened;
  if (opened.domain.startsWith(`${location.origin}/`)) {
    void opening.connect(createDirectLineCalls(opened, data.lang));
  }
  return opened;
}

async function start(): Promise<void> {
  // The first token is asked for while Web Chat is still on its way.
  let first: Promise<Session> | undefined = open();
  first.catch(() => {});
  const webChat = await webChatLoaded;
  const { hold, ...rest } = createChat({
    webChat,
    place: element('talk'),
    opening: {
      element: element('opening'),
      busy: () => opening.busy,
      say: opening.say,
      unsent: opening.unsent,
      close() {
        opening.close();
        return openingView.draft;
      },
    },
    data,
    nonce,
    renew: (of) => renewSession(postToken, of),
    newId,
    openSockets: () => sockets.open,
    listener,
    connected: (connected) =>
      tellStatus(connected ? { connected, began: true, unreachable: false, isOff: false } : { connected }),
  });
  chat = { hold, ...rest };
  await keepConnected({
    open: () => {
      const next = first ?? open();
      first = undefined;
      return next;
    },
    hold,
    pause,
    random: Math.random,
    unreachable: (isOff) => tellStatus({ unreachable: true, isOff }),
  });
}

offerMenu({
  page: document,
  shared: memory.shared,
  setShared: memory.setShared,
  startOver: () => say(words.startOver),
  print: () => window.print(),
  save: () =>
    saveText(
      document,
      words.fileName,
      transcript.text({ bot: words.botSaid, user: words.youSaid }, tellTime),
    ),
  forget: () => void forget(),
});

const tellTime = (at: number): string => new Date(at).toLocaleString(data.lang);

async function forget(): Promise<void> {
  const done = session !== undefined && (await forgetConversation(session, data.lang, words.forgetMe));
  if (!done) return welcomeBack.tell(words.notForgotten);
  memory.forget();
  transcript.clear();
  chat?.leave();
  welcomeBack.tell(words.forgotten);
}

void launcher.opened.then(start);
