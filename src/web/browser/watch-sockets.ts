/** What is told of the sockets that are open. */
export interface SocketWatch {
  /** How many are open now, and not dead. */
  readonly open: number;
  /** Looks for those that have died. To be called every few seconds. */
  look(): void;
}

export interface WatchParts {
  /** Where the constructor lies: the window. */
  readonly scope: { WebSocket: typeof WebSocket };
  /** The host whose sockets are never silent for long: its server sends something every 15 seconds. */
  readonly host: string;
  /** In ms since 1970: it goes on while the computer sleeps. */
  readonly now: () => number;
  /** Called after each change. */
  readonly changed: () => void;
}

/** One of them that did not come, and as long again. */
const silentMs = 30_000;

/**
 * Counts the page's open WebSockets. The Direct Line client calls itself online while it waits for a new socket, so that
 * it cannot be asked whether there is a connection; and a browser may for many minutes call a socket open whose
 * connection is gone: after sleep, or where a network dies without a word.
 */
export function watchSockets({ scope, host, now, changed }: WatchParts): SocketWatch {
  /** When each of them last said something. */
  const heardAt = new Map<WebSocket, number>();
  scope.WebSocket = class extends scope.WebSocket {
    constructor(...address: ConstructorParameters<typeof WebSocket>) {
      super(...address);
      this.addEventListener('open', () => {
        heardAt.set(this, now());
        changed();
      });
      this.addEventListener('message', () => {
        if (heardAt.has(this)) heardAt.set(this, now());
      });
      this.addEventListener('close', () => {
        if (heardAt.delete(this)) changed();
      });
    }
  };
  return {
    get open() {
      return heardAt.size;
    },
    look() {
      const dead = [...heardAt].filter(
        ([{ url }, at]) => now() - at > silentMs && new URL(url).host === host,
      );
      for (const [socket] of dead) heardAt.delete(socket);
      if (dead.length > 0) changed();
    },
  };
}
