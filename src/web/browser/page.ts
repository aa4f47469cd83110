import { type Chat, createChat } from './chat.ts';
import { joinLauncher } from './frame.ts';
import { keepConnected } from './keep-connected.ts';
import { createMemory, type Store } from './memory.ts';
import { readPageData } from './page-data.ts';
import { type Answer, openSession } from './session.ts';
import { type Standing, statusLine } from './status-line.ts';
import { watchSockets } from './watch-sockets.ts';
import type { WebChat } from './web-chat.ts';

const data = readPageData(document);
const nonce = (document.currentScript as HTMLScriptElement | null)?.nonce ?? '';
const tokenMs = 20_000;
/** A connection that comes back sooner is not worth a line. */
const lineDelayMs = 1_500;

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};

/** A store of the browser, unless it is blocked. */
function storeOf(name: 'localStorage' | 'sessionStorage'): Store | undefined {
  try {
    return window[name];
  } catch {
    return undefined;
  }
}

const memory = createMemory(storeOf('localStorage'), storeOf('sessionStorage'));
const launcher = joinLauncher(data.parents, memory.forget);

async function postToken(body: object): Promise<Answer> {
  const response = await fetch('/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: timeoutSignal(tokenMs),
  });
  const seconds = Number(response.headers.get('retry-after'));
  return {
    status: response.status,
    body: (await response.json().catch(() => undefined)) as unknown,
    ...(seconds > 0 ? { retryAfter: seconds * 1_000 } : {}),
  };
}

/** `AbortSignal.timeout`, which older browsers lack. */
function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** Web Chat, once its script has run; never, when it does not load: then the page says so by itself. */
const webChatLoaded = new Promise<WebChat>((resolve) => {
  const give = (): void => {
    if (window.WebChat) resolve(window.WebChat);
  };
  give();
  element('webchat-script').addEventListener('load', give);
});

let standing: Standing = { network: navigator.onLine, connected: false, began: false, unreachable: false };
let lineTimer = 0;
let chat: Chat | undefined;

/** Says how the chat stands: at once while it opens, a little later when a connection is lost. */
function stand(change: Partial<Standing>): void {
  standing = { ...standing, ...change };
  clearTimeout(lineTimer);
  const line = statusLine(standing);
  const show = (): void => {
    const status = element('status');
    status.hidden = line === undefined;
    if (line !== undefined && status.textContent !== data.words[line]) status.textContent = data.words[line];
  };
  if (line === undefined || !standing.began) show();
  else lineTimer = window.setTimeout(show, lineDelayMs);
}

addEventListener('online', () => {
  stand({ network: true });
  chat?.hurry();
});
addEventListener('offline', () => stand({ network: false }));

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) chat?.hurry();
});
const sockets = watchSockets(window, () => chat?.socketsChanged());

async function start(): Promise<void> {
  // The first token is asked for while Web Chat is still on its way.
  const opening = () => openSession(postToken, memory, data.lang);
  let first: ReturnType<typeof opening> | undefined = opening();
  first.catch(() => {});
  const webChat = await webChatLoaded;
  chat = createChat({
    webChat,
    place: element('talk'),
    data,
    nonce,
    openSockets: () => sockets.open,
    listener: launcher,
    connected: (connected) =>
      stand(connected ? { connected, began: true, unreachable: false } : { connected }),
  });
  await keepConnected({
    open: () => {
      const session = first ?? opening();
      first = undefined;
      return session;
    },
    hold: chat.hold,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    unreachable: () => stand({ unreachable: true }),
  });
}

function offerTools(): void {
  const shared = element('shared') as HTMLInputElement;
  shared.checked = memory.shared;
  shared.addEventListener('change', () => memory.setShared(shared.checked));
  element('print').addEventListener('click', () => window.print());
  element('tools').hidden = false;
}

offerTools();
void launcher.opened.then(start);
