/** What is told of the sockets that are open. */
export interface SocketWatch {
  /** How many are open now. */
  readonly open: number;
}

/**
 * Counts the page's open WebSockets. The Direct Line client calls itself online while it waits for a new socket, so that
 * it cannot be asked whether there is a connection.
 *
 * @param scope where the constructor lies: the window
 * @param changed called after each change
 */
export function watchSockets(scope: { WebSocket: typeof WebSocket }, changed: () => void): SocketWatch {
  const watch = { open: 0 };
  scope.WebSocket = class extends scope.WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('open', () => {
        watch.open += 1;
        this.addEventListener('close', () => {
          watch.open -= 1;
          changed();
        });
        changed();
      });
    }
  };
  return watch;
}
